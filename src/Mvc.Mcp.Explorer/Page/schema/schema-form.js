// A form made of a schema. A field is { element, read, write }: what is not given reads as undefined.
import { h } from '../dom.js';
import { field } from './field.js';
import { objectMembers } from './object-field.js';
import { resolve } from './schema.js';

/** The form of the arguments of a call; each member of the schema is a field. */
export function schemaForm(schema) {
  const root = schema ?? {};
  const members = objectMembers(resolve(root, root), { root, make: field, depth: 0 });
  const element = members.isEmpty ? h('p', { class: 'quiet' }, 'It takes no arguments.') : h('div', { class: 'fields' }, members.elements);
  return { element, read: () => members.read() ?? {}, write: value => members.write(value ?? {}) };
}
