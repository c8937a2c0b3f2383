// Where a model's context goes: the tokens of all tools, by tag, beside the size of a context window.
import { h, newId } from './dom.js';
import { count } from './text.js';

const windows = [8_000, 32_000, 128_000, 200_000, 1_000_000];
const key = 'mcp-explorer.window';
const mostParts = 7;

/** The summary of a list of tools. */
export function budget(items) {
  const visible = sum(items, 'visible');
  const wire = sum(items, 'wire');
  let window = Number(localStorage.getItem(key)) || 200_000;
  const share = h('strong');
  const meter = h('div', { class: 'meter', role: 'img' });
  const id = newId('window');
  const select = h('select', { id, onchange: () => { window = Number(select.value); localStorage.setItem(key, window); show(); } },
    windows.map(size => h('option', { value: String(size), selected: size === window }, count(size))));
  show();
  return h('section', { class: 'budget', 'aria-label': 'Context' },
    h('p', null,
      h('strong', { class: 'large' }, `≈ ${count(visible)}`), ' tokens visible to a model ', h('span', { class: 'quiet' }, `(≈ ${count(wire)} on the wire)`),
      h('span', { class: 'of' }, share, h('label', { for: id }, ' of a context of '), select)),
    meter, parts(items, visible),
    h('p', { class: 'quiet note' }, 'Tokens are estimated from the text of the definitions; each model counts a little differently. Visible: name, description and input schema, which is what most hosts show a model.'));

  function show() {
    const part = visible / window;
    share.textContent = part < 0.001 && visible > 0 ? '< 0.1 %' : `${(part * 100).toFixed(1)} %`;
    meter.replaceChildren(h('span', { class: part > 0.25 ? 'fill much' : 'fill', share: `${Math.min(100, part * 100)}%` }));
    meter.setAttribute('aria-label', `${share.textContent} of a context of ${count(window)} tokens`);
  }
}

const sum = (items, which) => items.reduce((total, item) => total + (item.facts?.tokens?.[which] ?? 0), 0);

function parts(items, total) {
  const byTag = new Map();
  for (const item of items) {
    const tag = item.facts?.tags[0] ?? (item.facts?.method ? 'no tag' : 'written by hand');
    byTag.set(tag, (byTag.get(tag) ?? 0) + (item.facts?.tokens?.visible ?? 0));
  }
  const sorted = [...byTag].sort((one, other) => other[1] - one[1]);
  const others = sorted.splice(mostParts);
  if (others.length > 0)
    sorted.push([`${others.length} others`, others.reduce((rest, [, tokens]) => rest + tokens, 0)]);
  if (sorted.length < 2)
    return null;
  const percent = tokens => `${(tokens / total * 100).toFixed(0)} %`;
  return [
    h('div', { class: 'parts', 'aria-hidden': 'true' }, sorted.map(([, tokens], index) => h('span', { class: `part part-${index}`, share: String(tokens) }))),
    h('ul', { class: 'legend', 'aria-label': 'Tokens by tag' }, sorted.map(([tag, tokens], index) =>
      h('li', null, h('span', { class: `dot part-${index}`, 'aria-hidden': 'true' }), h('bdi', null, tag), h('span', { class: 'quiet' }, ` ${percent(tokens)}`)))),
  ];
}
