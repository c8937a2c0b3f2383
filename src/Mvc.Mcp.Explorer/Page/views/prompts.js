// Prompts: what they are, and getting them.
import { callPanel } from '../call/call-panel.js';
import { h } from '../dom.js';
import { explorer } from '../explorer.js';
import { counted, long, name } from '../text.js';

/** The view. */
export function promptsView() {
  return h('section', null,
    h('h2', { tabindex: '-1' }, 'Prompts'),
    explorer.prompts.length === 0 ? h('p', { class: 'quiet' }, 'This caller gets no prompts here.') : h('p', { class: 'quiet' }, counted(explorer.prompts.length, 'prompt')),
    explorer.prompts.map(prompt => {
      const details = h('details', { ontoggle: () => details.childElementCount === 1 && details.append(callPanel(invocation(prompt))) }, h('summary', null, 'Get it'));
      return h('article', { class: 'card' },
        h('h3', null, name(prompt.title ?? prompt.name)), h('p', null, h('code', null, name(prompt.name))),
        prompt.description ? long(prompt.description) : null, details);
    }));
}

const invocation = prompt => ({
  title: prompt.name,
  method: 'prompts/get',
  schema: {
    type: 'object',
    properties: Object.fromEntries((prompt.arguments ?? []).map(argument => [argument.name, { type: 'string', description: argument.description }])),
    required: (prompt.arguments ?? []).filter(argument => argument.required).map(argument => argument.name),
  },
  destructive: false,
  params: args => ({ name: prompt.name, arguments: args }),
  options: () => ({ name: prompt.name }),
});
