// Fields of objects. One that may be left out is made when it is wanted, so that recursive schemas end.
import { button, h } from '../dom.js';
import { grouped } from './labelled.js';

/** The fields of an object's members, without a frame. */
export function objectMembers(schema, place) {
  const fields = Object.entries(schema.properties ?? {})
    .filter(([, property]) => property.readOnly !== true)
    .map(([key, property]) => [key, place.make(property, { ...place, label: key, required: schema.required?.includes(key) ?? false, depth: place.depth + 1 })]);
  return {
    isEmpty: fields.length === 0,
    elements: fields.map(([, each]) => each.element),
    read: () => {
      const given = fields.map(([key, each]) => [key, each.read()]).filter(([, value]) => value !== undefined);
      return given.length === 0 ? undefined : Object.fromEntries(given);
    },
    write: value => fields.forEach(([key, each]) => each.write(value?.[key])),
  };
}

/** An object within another. */
export function objectField(schema, place) {
  let members = null;
  const content = h('div', { class: 'fields' });
  const toggle = button('Give it', () => (members ? leaveOut() : give()), { class: 'small' });
  if (place.required && place.depth < 6)
    give();
  return {
    element: grouped(schema, place, place.required && members ? null : toggle, content),
    read: () => members ? members.read() ?? {} : undefined,
    write: value => {
      if (value === undefined || value === null) {
        if (!place.required)
          leaveOut();
        else
          members?.write({});
        return;
      }
      if (!members)
        give();
      members.write(value);
    },
  };

  function give() {
    members = objectMembers(schema, place);
    content.replaceChildren(...members.elements);
    toggle.textContent = 'Leave it out';
  }

  function leaveOut() {
    members = null;
    content.replaceChildren();
    toggle.textContent = 'Give it';
  }
}
