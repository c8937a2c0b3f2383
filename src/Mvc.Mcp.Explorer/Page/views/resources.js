// Resources and templates: what they are, and reading them.
import { operation } from '../badges.js';
import { callPanel } from '../call/call-panel.js';
import { h } from '../dom.js';
import { explorer } from '../explorer.js';
import { counted, long, name } from '../text.js';
import { expand, schemaOf } from '../uri-template.js';

/** The view. */
export function resourcesView() {
  const items = [...explorer.resources.map(item => ({ ...item, address: item.uri })), ...explorer.templates.map(item => ({ ...item, address: item.uriTemplate, isTemplate: true }))];
  return h('section', null,
    h('h2', { tabindex: '-1' }, 'Resources'),
    items.length === 0 ? h('p', { class: 'quiet' }, 'This caller gets no resources here. A GET operation becomes one by a rule in McpOptions.') : h('p', { class: 'quiet' }, counted(items.length, 'resource')),
    items.map(item => card(item)));
}

function card(item) {
  const facts = explorer.endpoint.resources[item.address];
  const details = h('details', { ontoggle: () => details.childElementCount === 1 && details.append(callPanel(invocation(item))) }, h('summary', null, 'Read it'));
  return h('article', { class: 'card' },
    h('h3', null, name(item.title ?? item.name), item.isTemplate ? h('span', { class: 'flag' }, 'template') : null),
    h('p', null, h('code', null, name(item.address)), ' ', facts ? operation(facts) : null, ' ', h('span', { class: 'quiet' }, name(item.mimeType ?? ''))),
    item.description ? long(item.description) : null, details);
}

const invocation = item => ({
  title: item.name,
  method: 'resources/read',
  schema: item.isTemplate ? schemaOf(item.uriTemplate) : {},
  destructive: false,
  params: args => ({ uri: item.isTemplate ? expand(item.uriTemplate, args) : item.uri }),
  options: args => ({ name: item.isTemplate ? expand(item.uriTemplate, args) : item.uri }),
});
