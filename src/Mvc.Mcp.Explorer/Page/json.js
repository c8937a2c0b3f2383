// Writes JSON for people: indented, with its kinds in colour.
import { copyButton, h } from './dom.js';
import { shown } from './text.js';

const tokens = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const most = 200_000;

/** JSON text as an element that can be copied; what is not JSON is shown as it is. */
export function jsonBlock(value, what) {
  const text = typeof value === 'string' ? pretty(value) : JSON.stringify(value, null, 2);
  const pre = h('pre', { tabindex: '0', role: 'region', 'aria-label': what });
  if (text.length > most)
    pre.append(...shown(text.slice(0, most)), `\n… and ${text.length - most} characters more: copy it to see them.`);
  else
    pre.append(...coloured(text));
  return h('div', { class: 'code json' }, copyButton(text, what), pre);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function coloured(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(tokens)) {
    nodes.push(...shown(text.slice(from, match.index)));
    const kind = match[2] ? 'key' : match[1] ? 'string' : match[3] ? 'word' : 'number';
    nodes.push(h('span', { class: kind }, shown(match[1] ?? match[0])));
    if (match[2])
      nodes.push(match[2]);
    from = match.index + match[0].length;
  }
  nodes.push(...shown(text.slice(from)));
  return nodes;
}
