// Fields of single values.
import { h } from '../dom.js';
import { labelled } from './labelled.js';
import { exampleOf } from './schema.js';

const inputTypes = { date: 'date', time: 'time', email: 'email', uri: 'url', url: 'url', password: 'password' };

const hint = schema => {
  const example = schema.default ?? exampleOf(schema);
  return example === undefined || typeof example === 'object' ? null : `${'default' in schema ? 'default' : 'such as'} ${example}`;
};

/** A text, or a date and the like that is written as one. */
export function textField(schema, place) {
  if (schema.format === 'date-time')
    return timeField(schema, place);
  const long = (schema.maxLength ?? 0) > 200;
  const input = h(long ? 'textarea' : 'input', {
    type: long ? null : inputTypes[schema.format] ?? 'text', rows: long ? '4' : null, placeholder: hint(schema), autocomplete: 'off', spellcheck: 'false', step: schema.format === 'time' ? '1' : null,
  });
  return {
    element: labelled(schema, place, input),
    read: () => input.value === '' ? (place.required && place.nullable ? null : undefined) : input.value,
    write: value => { input.value = value ?? ''; },
  };
}

// What the browser asks for is the time here; what is sent is the moment.
function timeField(schema, place) {
  const input = h('input', { type: 'datetime-local', step: '1' });
  return {
    element: labelled(schema, place, input),
    read: () => input.value === '' ? undefined : new Date(input.value).toISOString(),
    write: value => {
      const moment = new Date(value ?? NaN);
      input.value = isNaN(moment) ? '' : new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    },
  };
}

/** A number. What is no number is sent as it was written, to see what the server says of it. */
export function numberField(schema, place) {
  const input = h('input', { type: 'text', inputmode: schema.type === 'integer' ? 'numeric' : 'decimal', placeholder: hint(schema), autocomplete: 'off' });
  return {
    element: labelled(schema, place, input),
    read: () => {
      const text = input.value.trim();
      return text === '' ? undefined : text === 'null' ? null : isNaN(Number(text)) ? text : Number(text);
    },
    write: value => { input.value = value ?? ''; },
  };
}

/** Yes, no, or not given. */
export const booleanField = (schema, place) => selectField({ ...schema, enum: [true, false, ...(place.nullable ? [null] : [])] }, place);

/** One of several values. */
export function selectField(schema, place) {
  const values = schema.enum ?? [schema.const];
  const none = place.required ? 'choose …' : 'default' in schema ? `not given: ${JSON.stringify(schema.default)}` : 'not given';
  const select = h('select', null, h('option', { value: '' }, none), values.map((value, index) => h('option', { value: String(index) }, value === null ? 'null' : String(value))));
  return {
    element: labelled(schema, place, select),
    read: () => select.value === '' ? undefined : values[Number(select.value)],
    write: value => { select.value = String(values.indexOf(value)).replace('-1', ''); },
  };
}

/** Anything, as JSON. */
export function jsonField(schema, place) {
  const input = h('textarea', { rows: '3', class: 'mono', spellcheck: 'false', placeholder: 'JSON' });
  return {
    element: labelled(schema, place, input),
    read: () => {
      if (input.value.trim() === '')
        return undefined;
      try {
        return JSON.parse(input.value);
      } catch (error) {
        input.focus();
        throw new SyntaxError(`${place.label} is not JSON: ${error.message}`);
      }
    },
    write: value => { input.value = value === undefined ? '' : JSON.stringify(value, null, 2); },
  };
}
