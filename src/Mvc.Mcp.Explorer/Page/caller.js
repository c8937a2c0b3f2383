// Who the page calls as. A token is kept in memory alone.
import { ask, h, newId } from './dom.js';
import { explorer } from './explorer.js';
import { callers } from './mcp.js';

/** Asks, and gives the caller that was chosen; undefined where it stays as it is. */
export async function askCaller() {
  let kind = explorer.caller.kind;
  const token = h('input', { type: 'password', id: newId('token'), autocomplete: 'off', placeholder: 'without “Bearer”', value: explorer.caller.token ?? '', oninput: () => choose('token') });
  const radios = {};
  const choice = (value, text) => {
    const id = newId('caller');
    radios[value] = h('input', { type: 'radio', name: 'caller', id, checked: kind === value, onchange: () => { kind = value; } });
    return h('div', null, radios[value], h('label', { for: id }, text));
  };
  const answer = await ask('Call as', h('fieldset', { class: 'as' }, h('legend', { class: 'sr' }, 'Caller'),
    choice('browser', 'This browser, with its cookies and certificates'), choice('anonymous', 'Nobody (anonymous)'), choice('token', 'Somebody with this token'),
    h('label', { for: token.id }, 'Token'), token,
    h('p', { class: 'quiet' }, 'The token is sent to the MCP endpoint as Authorization: Bearer. It stays in the memory of this page and is gone when you reload.')),
    [['cancel', 'Cancel'], ['ok', 'Use', 'primary']]);
  if (answer !== 'ok')
    return undefined;
  const given = token.value.trim().replace(/^bearer\s+/i, '');
  return kind === 'token' ? (given === '' ? undefined : callers.token(given)) : callers[kind];

  function choose(value) {
    kind = value;
    radios[value].checked = true;
  }
}
