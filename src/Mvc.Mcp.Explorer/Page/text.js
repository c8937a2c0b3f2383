// Shows texts of others as they are: what cannot be seen is made visible, and what is long is cut until it is asked for.
import { button, h } from './dom.js';

// Controls, marks of direction, joiners, tags, fillers: a model reads them, a person does not see them. Those that make
// emoji are left alone.
const unseen = new RegExp(
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200c\\u200e\\u200f' +
  '\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0e\\ufeff\\uffa0\\ufff0-\\ufffb\\ud800-\\udfff\\u{e0000}-\\u{e0fff}]' +
  '|(?<![\\p{Emoji}\\ufe0f])[\\u200d\\ufe0f]', 'gu');

const longest = 2000;

/** The text as nodes, with a mark in the place of each character that cannot be seen. */
export function shown(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(unseen)) {
    if (match[0] === '\r')
      continue;
    const code = `U+${match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    nodes.push(text.slice(from, match.index), h('span', { class: 'unseen', title: 'A character that cannot be seen' }, code));
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from));
  return nodes;
}

/** A name: isolated, so that it cannot turn around what stands beside it. */
export const name = text => h('bdi', null, shown(text));

/** A text that may be long. */
export function long(text, attributes) {
  const element = h('div', { class: 'prose', dir: 'auto', ...attributes });
  if (text.length <= longest) {
    element.append(...shown(text));
    return element;
  }
  element.append(...shown(text.slice(0, longest)), '… ', button(`Show all ${count(text.length)} characters`, () => element.replaceChildren(...shown(text)), { class: 'small' }));
  return element;
}

const numbers = new Intl.NumberFormat('en');

/** A number for people. */
export const count = value => numbers.format(value);

/** A number with its noun. */
export const counted = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** A size for people. */
export const bytes = value => value < 1024 ? counted(value, 'byte') : value < 1024 * 1024 ? `${(value / 1024).toFixed(1)} KiB` : `${(value / 1024 / 1024).toFixed(1)} MiB`;
