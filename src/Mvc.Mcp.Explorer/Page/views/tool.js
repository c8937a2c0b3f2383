// One tool: as a model reads it, and to try.
import { behaviours, operation, tags } from '../badges.js';
import { callPanel } from '../call/call-panel.js';
import { h } from '../dom.js';
import { explorer, factsOf } from '../explorer.js';
import { argumentHeaders } from '../header-value.js';
import { jsonBlock } from '../json.js';
import { to } from '../router.js';
import { schemaTable } from '../schema/schema-table.js';
import { count, long, name } from '../text.js';
import { behaviour, titleOf } from '../tool-search.js';

// What each view was made of.
const shows = new WeakMap();

/** The view of a tool; part is "try" or nothing. An earlier view is kept where it shows the same. */
export function toolView(toolName, part, earlier) {
  const tool = explorer.tools.find(each => each.name === toolName);
  if (!tool)
    return h('section', { class: 'detail' }, back(), h('h2', { tabindex: '-1' }, name(toolName)),
      h('p', null, 'This caller gets no such tool.'));
  const facts = factsOf(tool);
  const key = JSON.stringify([explorer.endpoint.name, explorer.caller.name, part, tool, facts]);
  if (earlier && shows.get(earlier) === key)
    return earlier;
  const tab = (text, ...parts) => h('a', { href: to('tools', tool.name, ...parts), 'aria-current': (parts[0] === part || !parts[0] && !part) ? 'page' : null }, text);
  const view = h('section', { class: 'detail', 'aria-labelledby': 'detail-name' },
    back(),
    h('header', null,
      h('h2', { id: 'detail-name', tabindex: '-1' }, name(tool.name)),
      titleOf(tool) ? h('p', { class: 'title' }, name(titleOf(tool))) : null,
      h('p', { class: 'signs' }, operation(facts), behaviours(behaviour(tool)), tags(facts?.tags),
        facts?.tokens ? h('span', { class: 'quiet' }, `≈ ${count(facts.tokens.visible)} tokens visible, ${count(facts.tokens.wire)} on the wire`) : null)),
    h('nav', { class: 'tabs', 'aria-label': 'Tool' }, tab('As a model reads it'), tab('Try it', 'try')),
    part === 'try' ? callPanel(invocation(tool)) : definition(tool, facts));
  shows.set(view, key);
  return view;
}

const back = () => h('a', { class: 'back', href: to('tools') }, '← All tools');

function definition(tool, facts) {
  return [
    h('h3', null, 'Description'), long(tool.description ?? '', { class: 'prose description' }),
    h('h3', null, 'Arguments'), beside(schemaTable(tool.inputSchema, 'Arguments', facts?.source?.arguments), tool.inputSchema, 'Input schema'),
    h('h3', null, 'Answer'), tool.outputSchema
      ? beside(schemaTable(tool.outputSchema, 'Answer'), tool.outputSchema, 'Output schema')
      : h('p', { class: 'quiet' }, 'The tool announces no output schema.'),
    facts?.source?.type ? [h('h3', null, 'Where it comes from'), h('p', { class: 'source' }, h('code', null, name(facts.source.type)), h('code', null, name(facts.source.member)))] : null,
    h('details', null, h('summary', null, 'The whole definition'), jsonBlock(tool, 'Definition')),
  ];
}

// Where there is room, the schema is beside its table at once.
const beside = (table, schema, what) =>
  h('div', { class: 'beside' }, table, h('details', { open: matchMedia('(min-width: 105rem)').matches }, h('summary', null, what), jsonBlock(schema, what)));

function invocation(tool) {
  return {
    title: tool.name,
    method: 'tools/call',
    schema: tool.inputSchema,
    destructive: behaviour(tool).destructive,
    params: args => ({ name: tool.name, arguments: args }),
    options: args => ({ name: tool.name, headers: argumentHeaders(tool.inputSchema, args) }),
  };
}
