// Tries a tool, a prompt or a resource: a form or raw JSON, then what came back.
import { ask, button, h, newId } from '../dom.js';
import { client, explorer } from '../explorer.js';
import { jsonBlock } from '../json.js';
import { exampleValue } from '../schema/examples.js';
import { schemaForm } from '../schema/schema-form.js';
import { callView } from './call-view.js';
import { makeCall } from './make-call.js';

const mostKept = 30;

// What was typed for each invocation stays while the page is open.
const drafts = new Map();

/** The panel of an invocation: { title, method, schema, destructive, params, options }. */
export function callPanel(invocation) {
  const form = schemaForm(invocation.schema);
  const examples = exampleValue(invocation.schema);
  const raw = h('textarea', { class: 'mono raw-input', rows: '10', spellcheck: 'false', 'aria-label': 'Arguments as JSON' });
  const result = h('div', { class: 'result' });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const progress = h('div', { class: 'progress', role: 'status' });
  const calls = h('div');
  let asJson = false;
  let running = null;

  const call = h('button', { type: 'submit', class: 'primary' }, 'Call');
  const modes = newId('mode');
  const rawBox = h('div', { hidden: true }, raw);
  const draft = drafts.get(invocation.title);
  if (draft)
    form.write(draft);
  const element = h('div', { class: 'try' },
    h('form', { novalidate: true, onsubmit: submit, onkeydown: event => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event); } },
      h('fieldset', { class: 'modes' }, h('legend', { class: 'sr' }, 'Arguments as'), mode('Form', false), mode('JSON', true),
        examples === undefined ? null : button('Fill in the examples', fillIn, { class: 'small' })),
      form.element, rawBox, wrong,
      h('div', { class: 'actions' }, call, h('span', { class: 'quiet' }, 'or Ctrl + Enter'))),
    progress, result, calls);
  showCalls();
  return element;

  function mode(label, json) {
    const id = newId('mode');
    return h('span', { class: 'mode' },
      h('input', { type: 'radio', id, name: modes, checked: json === asJson, onchange: () => choose(json) }), h('label', { for: id }, label));
  }

  function choose(json) {
    wrong.textContent = '';
    try {
      if (json)
        raw.value = text();
      else
        form.write(JSON.parse(raw.value || '{}'));
    } catch (error) {
      wrong.textContent = error.message;
    }
    asJson = json;
    form.element.hidden = json;
    rawBox.hidden = !json;
  }

  function text() {
    return JSON.stringify(form.read(), null, 2);
  }

  function fillIn() {
    form.write({ ...form.read(), ...examples });
    if (asJson)
      raw.value = text();
  }

  async function submit(event) {
    event.preventDefault();
    if (running) {
      running.abort();
      return;
    }
    let args;
    try {
      wrong.textContent = '';
      args = asJson ? JSON.parse(raw.value || '{}') : form.read();
    } catch (error) {
      wrong.textContent = error.message;
      return;
    }
    drafts.set(invocation.title, args);
    if (invocation.destructive && !await isMeant(args))
      return;
    await run(args);
  }

  async function isMeant(args) {
    return await ask(`Call ${invocation.title}?`,
      [h('p', null, 'It may destroy something. It is called with:'), jsonBlock(args, 'Arguments')],
      [['no', 'Do not call', 'safe'], ['yes', 'Call it', 'danger']]) === 'yes';
  }

  async function run(args) {
    running = new AbortController();
    call.textContent = 'Cancel';
    result.replaceChildren(h('p', { class: 'quiet', role: 'status' }, 'Calling …'));
    const made = await makeCall(client(), invocation, args, { signal: running.signal, onprogress: showProgress });
    running = null;
    call.textContent = 'Call';
    progress.replaceChildren();
    explorer.calls.unshift(made);
    explorer.calls.splice(mostKept);
    result.replaceChildren(callView(made));
    result.querySelector('h3')?.focus();
    showCalls();
  }

  function showProgress({ progress: done, total, message }) {
    const bar = h('progress', { 'aria-label': 'Progress' });
    if (total)
      [bar.max, bar.value] = [total, done];
    progress.replaceChildren(bar, h('span', null, ` ${message ?? ''} ${total ? `${done} of ${total}` : done}`));
  }

  function showCalls() {
    calls.replaceChildren(explorer.calls.length === 0 ? '' : h('details', { class: 'calls' },
      h('summary', null, `Last calls (${explorer.calls.length})`),
      h('ul', null, explorer.calls.map(made => h('li', null,
        button([h('span', { class: made.failed ? 'bad' : 'good' }, made.failed ? 'error' : 'ok'), ` ${made.title} `, h('code', null, JSON.stringify(made.args).slice(0, 80)), h('span', { class: 'quiet' }, ` as ${made.caller}, ${Math.round(made.ms)} ms`)],
          () => again(made), { class: 'link' }))))));
  }

  function again(made) {
    if (made.title === invocation.title && made.method === invocation.method) {
      form.write(made.args);
      if (asJson)
        raw.value = text();
    }
    result.replaceChildren(callView(made));
    result.querySelector('h3').focus();
  }
}
