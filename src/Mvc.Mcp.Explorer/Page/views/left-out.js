// Operations that were left out: why, and what would change it.
import { method } from '../badges.js';
import { h } from '../dom.js';
import { explorer } from '../explorer.js';
import { counted, name } from '../text.js';

/** The view. */
export function leftOutView() {
  const { omitted } = explorer.endpoint;
  return h('section', null,
    h('h2', { tabindex: '-1' }, 'Left out'),
    h('p', { class: 'quiet' }, omitted.length === 0
      ? 'Every operation of the document is a tool or a resource of this endpoint.'
      : `${counted(omitted.length, 'operation')} of the API that no MCP client is offered here. “o” is the options of AddMcp, or of this endpoint's MapMcp.`),
    omitted.map(operation => h('article', { class: 'card' },
      h('h3', null, method(operation.method), h('code', null, name(operation.path)), operation.operationId ? h('span', { class: 'quiet' }, name(operation.operationId)) : null),
      h('p', null, name(operation.reason)),
      operation.change ? h('p', { class: 'change' }, h('span', { class: 'quiet' }, 'To change it: '), h('code', null, name(operation.change))) : null)));
}
