// The small signs beside a tool.
import { h } from './dom.js';
import { name } from './text.js';

/** The operation behind a tool, or that it was written by hand. */
export const operation = facts => facts?.method
  ? h('span', { class: 'operation' }, method(facts.method), h('code', null, name(facts.path)))
  : h('span', { class: 'operation quiet' }, 'written by hand');

/** An HTTP method. */
export const method = verb => h('span', { class: `method ${verb.toLowerCase()}` }, verb);

/** What a tool does. */
export const behaviours = does => h('span', { class: 'flags' },
  does.readOnly ? h('span', { class: 'flag reads', title: 'It changes nothing' }, 'read-only') : null,
  does.destructive ? h('span', { class: 'flag destroys', title: 'It may destroy something' }, 'destructive') : null,
  !does.readOnly && does.idempotent ? h('span', { class: 'flag', title: 'A second call changes nothing more' }, 'idempotent') : null,
  does.openWorld ? h('span', { class: 'flag', title: 'It reaches beyond the application' }, 'open world') : null);

/** Tags. */
export const tags = list => (list ?? []).map(tag => h('span', { class: 'tag' }, name(tag)));
