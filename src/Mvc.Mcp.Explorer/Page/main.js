// The page: its head, its views, and what happens when something changes.
import { askCaller } from './caller.js';
import { h } from './dom.js';
import { become, changes, choose, explorer, readFacts, readLists } from './explorer.js';
import { listen } from './live.js';
import { current, to } from './router.js';
import { count, name } from './text.js';
import { setUpTheme } from './theme.js';
import { compareView } from './views/compare.js';
import { connectView } from './views/connect.js';
import { failureView } from './views/failure.js';
import { leftOutView } from './views/left-out.js';
import { promptsView } from './views/prompts.js';
import { resourcesView } from './views/resources.js';
import { toolView } from './views/tool.js';
import { toolList } from './views/tools.js';

const main = document.getElementById('main');
const endpoints = document.getElementById('endpoint');
const notice = document.getElementById('notice');

const views = [
  ['tools', 'Tools', () => explorer.tools.length],
  ['resources', 'Resources', () => explorer.resources.length + explorer.templates.length],
  ['prompts', 'Prompts', () => explorer.prompts.length],
  ['left-out', 'Left out', () => explorer.endpoint.omitted.length],
  ['connect', 'Connect', () => null],
  ['compare', 'As somebody else', () => null],
];

setUpTheme(document.getElementById('theme'));
document.getElementById('caller').addEventListener('click', changeCaller);
document.getElementById('skip').addEventListener('click', event => { event.preventDefault(); main.focus(); });
endpoints.addEventListener('change', () => { location.hash = `#/tools?at=${encodeURIComponent(endpoints.value)}`; });
addEventListener('hashchange', onhash);
addEventListener('keydown', onkey);
changes.addEventListener('change', () => show());
start();

async function start() {
  try {
    await readFacts(current().at);
  } catch (error) {
    main.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, error.message));
    return;
  }
  if (!explorer.endpoint) {
    main.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, 'The application maps no MCP endpoint: call app.MapMcp("/mcp").'));
    return;
  }
  endpoints.replaceChildren(...explorer.facts.endpoints.map(endpoint => h('option', { value: endpoint.name }, endpoint.name)));
  await open();
}

// Everything anew for the chosen endpoint and caller.
async function open() {
  endpoints.value = explorer.endpoint.name;
  await readLists();
  listen(reload);
}

async function reload() {
  await readFacts();
  const { added, removed, changed } = await readLists();
  const said = [['new', added], ['gone', removed], ['changed', changed]].filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what}: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`);
  say(said.length > 0 ? `The tools have changed. ${said.join('; ')}.` : 'The lists were read anew.');
}

async function changeCaller() {
  const caller = await askCaller();
  if (!caller)
    return;
  become(caller);
  await open();
  say(`You call as ${caller.name}: ${explorer.failure ? explorer.failure.message : `${count(explorer.tools.length)} tools`}.`);
}

async function onhash() {
  const { at } = current();
  if (at && at !== explorer.endpoint?.name && explorer.facts) {
    choose(at);
    await open();
  }
  show({ fresh: true });
  (main.querySelector('h2[tabindex]') ?? main).focus({ preventScroll: true });
  scrollTo(0, 0);
}

// Draws the view. What somebody is at (a form that is half filled in, the search) stays, unless the view is a fresh one.
function show({ fresh = false } = {}) {
  if (!explorer.endpoint)
    return;
  const focused = document.activeElement;
  const kept = fresh ? null : main.querySelector('.detail');
  const { parts } = current();
  const view = views.some(([key]) => key === parts[0]) ? parts[0] : 'tools';
  head(view);
  if (explorer.failure && view !== 'left-out' && view !== 'connect')
    main.replaceChildren(failureView(explorer.failure));
  else if (view === 'tools')
    main.replaceChildren(h('div', { class: parts[1] ? 'split' : null }, h('section', { class: 'master' }, h('h2', { class: parts[1] ? 'sr' : null, tabindex: parts[1] ? null : '-1' }, 'Tools'), toolList(parts[1])), parts[1] ? toolView(parts[1], parts[2], kept) : null));
  else
    main.replaceChildren({ resources: resourcesView, prompts: promptsView, 'left-out': leftOutView, connect: connectView, compare: compareView }[view]());
  if (!fresh && focused !== document.activeElement)
    (focused.isConnected ? focused : document.getElementById(focused.id))?.focus({ preventScroll: true });
}

function head(view) {
  const { server, caller } = explorer;
  document.getElementById('server-name').replaceChildren(name(server?.title ?? server?.name ?? 'MCP explorer'));
  document.getElementById('server-version').replaceChildren(name(server?.version ?? ''));
  document.getElementById('caller-name').textContent = caller.name;
  document.title = `${server?.name ?? 'MCP'} · explorer`;
  document.getElementById('views').replaceChildren(...views.map(([key, text, number]) => h('a', { href: to(key), 'aria-current': key === view ? 'page' : null },
    text, number() === null ? null : h('span', { class: 'number' }, count(number())))));
}

function say(text) {
  notice.replaceChildren(name(text));
  clearTimeout(say.timer);
  say.timer = setTimeout(() => notice.replaceChildren(), 8000);
}

function onkey(event) {
  if (event.target.matches('input, textarea, select') && event.key !== 'Escape' || document.querySelector('dialog[open]'))
    return;
  if (event.key === '/') {
    const search = document.getElementById('search');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === 'Escape' && current().parts[1] && !event.target.matches('input, textarea, select')) {
    location.hash = to('tools');
  }
}
