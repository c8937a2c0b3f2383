// Fields of lists and of maps, whose entries come and go.
import { button, h } from '../dom.js';
import { grouped } from './labelled.js';

/** A list. */
export function listField(schema, place) {
  const entries = [];
  const list = h('ol', { class: 'entries' });
  const add = button('Add an item', () => { insert(); last().element.querySelector('input, select, textarea, button')?.focus(); }, { class: 'small' });
  for (let i = 0; place.required && i < (schema.minItems ?? 0) && i < 20; i++)
    insert();
  return {
    element: grouped(schema, place, list, add),
    read: () => entries.length > 0 ? entries.map(entry => entry.read() ?? null) : place.required ? [] : undefined,
    write: value => {
      entries.splice(0);
      list.replaceChildren();
      for (const each of Array.isArray(value) ? value : [])
        insert(each);
    },
  };

  function last() {
    return entries[entries.length - 1];
  }

  function insert(value) {
    const entry = place.make(schema.items, { ...place, label: `${place.label}[${entries.length}]`, required: true, depth: place.depth + 1 });
    const row = h('li', null, entry.element, button('Remove', () => {
      entries.splice(entries.indexOf(entry), 1);
      row.remove();
      add.focus();
    }, { class: 'small', 'aria-label': `Remove an item of ${place.label}` }));
    entries.push(entry);
    if (value !== undefined)
      entry.write(value);
    list.append(row);
  }
}

/** A map: names that the caller chooses, with values of one kind. */
export function mapField(schema, place) {
  const entries = [];
  const list = h('ol', { class: 'entries' });
  const add = button('Add a member', () => { insert(); list.lastElementChild.querySelector('input').focus(); }, { class: 'small' });
  return {
    element: grouped(schema, place, list, add),
    read: () => {
      const given = entries.map(entry => [entry.key.value, entry.value.read()]).filter(([key, value]) => key !== '' && value !== undefined);
      return given.length > 0 || place.required ? Object.fromEntries(given) : undefined;
    },
    write: value => {
      entries.splice(0);
      list.replaceChildren();
      for (const [key, each] of Object.entries(value ?? {}))
        insert(key, each);
    },
  };

  function insert(key = '', given) {
    const entry = {
      key: h('input', { type: 'text', value: key, 'aria-label': `Name of a member of ${place.label}`, placeholder: 'name', autocomplete: 'off' }),
      value: place.make(schema.additionalProperties, { ...place, label: 'value', required: true, depth: place.depth + 1 }),
    };
    const row = h('li', null, entry.key, entry.value.element, button('Remove', () => {
      entries.splice(entries.indexOf(entry), 1);
      row.remove();
      add.focus();
    }, { class: 'small', 'aria-label': `Remove a member of ${place.label}` }));
    entries.push(entry);
    if (given !== undefined)
      entry.value.write(given);
    list.append(row);
  }
}
