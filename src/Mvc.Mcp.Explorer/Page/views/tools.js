// The list of tools: search as you type, filter, sort. Rows are drawn in parts.
import { behaviours, operation, tags } from '../badges.js';
import { budget } from '../budget.js';
import { h, inParts } from '../dom.js';
import { explorer } from '../explorer.js';
import { to } from '../router.js';
import { count, counted, name } from '../text.js';
import { indexed, search, tagsOf, titleOf } from '../tool-search.js';

const first = 40;

// What somebody typed stays while the page is open.
const asked = { text: '', tag: '', kind: 'all', order: 'listed', descending: false };

const columns = [
  ['name', 'Tool'], ['path', 'Operation'], [null, 'Tags'], [null, 'Behaviour'], ['tokens', 'Tokens'],
];

/** The view; selected is the name of the tool that is shown beside it. */
export function toolList(selected) {
  const items = explorer.tools.map(indexed);
  if (!tagsOf(items).includes(asked.tag))
    asked.tag = '';
  const most = Math.max(1, ...items.map(item => item.facts?.tokens?.wire ?? 0));
  const rows = new Map();
  const body = h('tbody', { role: 'rowgroup' });
  const total = h('span', { class: 'quiet', role: 'status' });
  const empty = h('p', { class: 'quiet', hidden: true }, 'No tool has all of that.');
  const heads = columns.map(([order, text]) => head(order, text));
  let stop = () => {};

  const view = h('div', { class: 'tools' },
    budget(items), warnings(), controls(),
    h('table', { class: 'list', role: 'table', 'aria-label': 'Tools' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)), body),
    empty);
  view.addEventListener('keydown', moveByArrows);
  draw();
  return view;

  function draw() {
    stop();
    const found = search(items, asked);
    total.textContent = found.length === items.length ? counted(items.length, 'tool') : `${count(found.length)} of ${counted(items.length, 'tool')}`;
    empty.hidden = found.length > 0 || items.length === 0;
    for (const [index, [order]] of columns.entries()) {
      if (order)
        heads[index].setAttribute('aria-sort', asked.order === order ? (asked.descending ? 'descending' : 'ascending') : 'none');
    }
    body.replaceChildren(...found.slice(0, first).map(rowOf));
    const rest = found.slice(first);
    // The first rows are painted before the others are made.
    const frame = requestAnimationFrame(() => { stop = inParts(rest, 60, part => body.append(...part.map(rowOf))); });
    stop = () => cancelAnimationFrame(frame);
  }

  function rowOf(item) {
    let row = rows.get(item);
    if (!row)
      rows.set(item, row = makeRow(item, most, item.tool.name === selected));
    return row;
  }

  function head(order, text) {
    if (!order)
      return h('th', { role: 'columnheader', scope: 'col' }, text);
    const sort = () => {
      [asked.order, asked.descending] = asked.order !== order ? [order, false] : asked.descending ? ['listed', false] : [order, true];
      draw();
    };
    return h('th', { role: 'columnheader', scope: 'col', 'aria-sort': 'none' }, h('button', { type: 'button', class: 'sort', onclick: sort }, text));
  }

  function controls() {
    const set = (key, value) => { asked[key] = value; draw(); };
    return h('search', { class: 'controls' },
      h('input', { type: 'search', id: 'search', value: asked.text, placeholder: 'Search tools', 'aria-label': 'Search tools', 'aria-keyshortcuts': '/', oninput: event => set('text', event.target.value) }),
      h('select', { 'aria-label': 'Tag', onchange: event => set('tag', event.target.value) },
        h('option', { value: '' }, 'All tags'), tagsOf(items).map(tag => h('option', { value: tag, selected: tag === asked.tag }, tag))),
      h('select', { 'aria-label': 'Behaviour', onchange: event => set('kind', event.target.value) },
        [['all', 'All tools'], ['reads', 'Read-only'], ['writes', 'Writes'], ['destroys', 'Destructive'], ['hand', 'Written by hand']]
          .map(([value, text]) => h('option', { value, selected: value === asked.kind }, text))),
      total);
  }
}

function makeRow({ tool, facts, does }, most, isSelected) {
  const tokens = facts?.tokens;
  return h('tr', { role: 'row', class: isSelected ? 'selected' : null },
    h('td', { role: 'cell', class: 'tool' },
      h('a', { href: to('tools', tool.name), 'aria-current': isSelected ? 'true' : null }, name(tool.name)),
      h('span', { class: 'title' }, name(titleOf(tool) ?? (tool.description ?? '').split('\n')[0].slice(0, 200)))),
    h('td', { role: 'cell' }, operation(facts)),
    h('td', { role: 'cell' }, tags(facts?.tags)),
    h('td', { role: 'cell' }, behaviours(does)),
    h('td', { role: 'cell', class: 'tokens' }, tokens
      ? [h('span', { class: 'numbers' }, h('span', { class: 'sr' }, 'visible '), count(tokens.visible), h('span', { class: 'quiet' }, h('span', { class: 'sr' }, ' on the wire '), ` / ${count(tokens.wire)}`)),
          h('span', { class: 'bar', 'aria-hidden': 'true' },
            h('span', { class: 'wire', share: `${tokens.wire / most * 100}%` }), h('span', { class: 'visible', share: `${tokens.visible / most * 100}%` }))]
      : null));
}

function warnings() {
  const { warnings: list } = explorer.endpoint;
  return list.length === 0 ? null : h('details', { class: 'warnings' },
    h('summary', null, counted(list.length, 'warning')), h('ul', null, list.map(text => h('li', null, name(text)))));
}

function moveByArrows(event) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' || event.target.matches('select'))
    return;
  const links = [...event.currentTarget.querySelectorAll('tbody a')];
  const at = links.indexOf(document.activeElement);
  if (at < 0 && !(event.target.id === 'search' && event.key === 'ArrowDown'))
    return;
  event.preventDefault();
  (links[at + (event.key === 'ArrowDown' ? 1 : -1)] ?? (at === 0 ? document.getElementById('search') : links[at]))?.focus();
}
