// What the server asks the user while a call is under way.
import { ask } from '../dom.js';
import { schemaForm } from '../schema/schema-form.js';
import { long } from '../text.js';

/** Asks, and gives the answer as the protocol wants it. */
export async function elicit({ message = '', requestedSchema }, title) {
  const form = schemaForm(requestedSchema ?? {});
  const hasFields = Object.keys(requestedSchema?.properties ?? {}).length > 0;
  const action = await ask(`${title} asks`, [long(message), hasFields ? form.element : null],
    [['decline', 'Decline'], ['accept', 'Accept', 'primary']], { class: 'elicitation' });
  return action === 'accept' ? { action, content: form.read() } : { action: action || 'cancel' };
}
