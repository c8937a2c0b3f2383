// The label, description and constraints around an input.
import { h, newId } from '../dom.js';
import { long, name } from '../text.js';
import { constraints, typeText } from './schema.js';

const words = (schema, place) => [typeText(schema, place.root), ...constraints(schema, place.root)].join(' · ');

const sign = place => place.required ? h('span', { class: 'required' }, 'required') : null;

/** An input with its label; the input gets an id, and what it is described by. */
export function labelled(schema, place, input) {
  const id = newId('field');
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-about`);
  if (place.required)
    input.setAttribute('aria-required', 'true');
  return h('div', { class: 'field' },
    h('label', { for: id }, name(place.label), sign(place)), input,
    h('div', { class: 'about', id: `${id}-about` }, h('span', { class: 'quiet' }, name(words(schema, place))), schema.description ? long(schema.description) : null));
}

/** A group of inputs with its name. */
export function grouped(schema, place, ...content) {
  return h('fieldset', null,
    h('legend', null, name(place.label), sign(place)),
    h('div', { class: 'about' }, h('span', { class: 'quiet' }, name(words(schema, place))), schema.description ? long(schema.description) : null),
    content);
}
