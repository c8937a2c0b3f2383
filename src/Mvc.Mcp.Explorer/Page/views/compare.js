// The list of tools for two callers, side by side.
import { h, newId } from '../dom.js';
import { difference, explorer, toolsAs } from '../explorer.js';
import { callers } from '../mcp.js';
import { counted, name } from '../text.js';

// Kept in memory, as the other token is.
const asked = { kind: 'anonymous', token: '' };

/** The view. */
export function compareView() {
  const result = h('div', { role: 'status' });
  const token = h('input', { type: 'password', id: newId('token'), value: asked.token, autocomplete: 'off', placeholder: 'an access token, without “Bearer”', oninput: () => { asked.token = token.value; } });
  const form = h('form', { class: 'as', novalidate: true, onsubmit: event => { event.preventDefault(); compare(); } },
    h('fieldset', null, h('legend', null, 'Compare with'), choice('anonymous', 'Nobody (anonymous)'), choice('browser', 'This browser, with its cookies'), choice('token', 'Somebody with this token'),
      h('label', { for: token.id, class: 'sr' }, 'Token of the other caller'), token),
    h('button', { class: 'primary' }, 'Compare'));
  return h('section', { class: 'compare' },
    h('h2', { tabindex: '-1' }, 'As somebody else'),
    h('p', { class: 'quiet' }, 'Which tools a caller sees depends on its rights. Here is what changes in the list. A token stays in the memory of this page.'),
    form, result);

  function choice(kind, text) {
    const id = newId('as');
    return h('div', null, h('input', { type: 'radio', name: 'as', id, checked: asked.kind === kind, onchange: () => { asked.kind = kind; } }), h('label', { for: id }, text));
  }

  async function compare() {
    const other = asked.kind === 'token' ? callers.token(asked.token.trim()) : callers[asked.kind];
    const theirs = await toolsAs(other);
    result.replaceChildren(table(other, theirs));
  }
}

function table(other, { tools, failure }) {
  const { added, removed, changed } = difference(explorer.tools, tools);
  const same = explorer.tools.length - removed.length - changed.length;
  const rows = [
    ...removed.map(key => [key, 'listed', '—', 'only you']),
    ...added.map(key => [key, '—', 'listed', `only ${other.name}`]),
    ...changed.map(key => [key, 'listed', 'listed', 'defined otherwise']),
  ];
  return h('div', null,
    failure ? h('p', { class: 'wrong' }, `${other.name}: ${failure.message}`) : null,
    h('p', null, `${counted(explorer.tools.length, 'tool')} as ${explorer.caller.name}, ${counted(tools.length, 'tool')} as ${other.name}; ${counted(same, 'tool')} the same.`),
    rows.length === 0 ? h('p', { class: 'good' }, 'Nothing changes.') : h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'What changes' }, h('table', { class: 'records' },
      h('thead', null, h('tr', null, ['Tool', `As ${explorer.caller.name}`, `As ${other.name}`, 'Difference'].map(text => h('th', { scope: 'col' }, text)))),
      h('tbody', null, rows.map(([key, mine, its, what]) => h('tr', null, h('th', { scope: 'row' }, h('code', null, name(key))), h('td', null, mine), h('td', null, its), h('td', null, what)))))));
}
