// A value that is of one of several kinds: what is chosen decides the field.
import { h, newId } from '../dom.js';
import { grouped } from './labelled.js';
import { resolve, typesOf, typeText } from './schema.js';

/** The field of a union. */
export function choiceField(schema, variants, place) {
  let chosen = null;
  const id = newId('kind');
  const content = h('div', { class: 'fields' });
  const select = h('select', { id, onchange: () => choose(select.value) },
    h('option', { value: '' }, place.required ? 'choose …' : 'not given'),
    variants.map((variant, index) => h('option', { value: String(index) }, titleOf(variant, place.root))),
    place.nullable ? h('option', { value: 'null' }, 'null') : null);
  return {
    element: grouped({ ...schema, oneOf: variants, anyOf: undefined, properties: undefined }, place, h('label', { for: id, class: 'sr' }, `Kind of ${place.label}`), select, content),
    read: () => select.value === '' ? undefined : select.value === 'null' ? null : chosen.read(),
    write: value => {
      const index = value === undefined ? '' : value === null ? 'null' : String(Math.max(0, variants.findIndex(variant => fits(value, variant, place.root))));
      choose(index);
      select.value = index;
      chosen?.write(value);
    },
  };

  function choose(index) {
    chosen = index === '' || index === 'null' ? null : place.make(variants[Number(index)], { ...place, label: titleOf(variants[Number(index)], place.root), required: true, depth: place.depth + 1 });
    content.replaceChildren(...(chosen ? [chosen.element] : []));
  }
}

function titleOf(variant, root) {
  const constant = Object.values(variant.properties ?? {}).map(property => resolve(property, root)).find(property => 'const' in property || property.enum?.length === 1);
  return variant.title ?? (constant ? String(constant.const ?? constant.enum[0]) : typeText(variant, root));
}

// As much as is needed to choose: the type, and what is fixed.
function fits(value, variant, root) {
  const type = Array.isArray(value) ? 'array' : typeof value;
  const types = typesOf(variant).map(each => each === 'integer' ? 'number' : each);
  if (types.length > 0 && !types.includes(type))
    return false;
  return type !== 'object' || Object.entries(variant.properties ?? {}).every(([key, property]) => {
    const found = resolve(property, root);
    return !(key in value) || (!('const' in found) || found.const === value[key]) && (!found.enum || found.enum.includes(value[key]));
  });
}
