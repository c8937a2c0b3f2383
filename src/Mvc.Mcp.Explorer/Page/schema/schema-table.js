// A schema as a table: a row for each value, those of nested objects and lists below it.
import { h } from '../dom.js';
import { long, name } from '../text.js';
import { constraints, isFile, resolve, typesOf, typeText, variantsOf } from './schema.js';

const deepest = 5;

/** The table; sources tell where each argument goes, if that is known. */
export function schemaTable(schema, label, sources) {
  const rows = [...rowsOf(resolve(schema, schema), schema, '', 0, [])];
  if (rows.length === 0)
    return h('p', { class: 'quiet' }, 'None.');
  const origin = sources && Object.keys(sources).length > 0;
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, h('table', { class: 'schema' },
    h('thead', null, h('tr', null, ['Name', 'Type', 'Constraints', 'Description', origin ? 'Goes to' : null].filter(Boolean).map(text => h('th', { scope: 'col' }, text)))),
    h('tbody', null, rows.map(row => h('tr', null,
      h('th', { scope: 'row' }, h('code', null, name(row.path)), row.required ? h('span', { class: 'required' }, 'required') : null),
      h('td', null, row.type),
      h('td', null, row.constraints.map(text => h('span', { class: 'constraint' }, name(text)))),
      h('td', null, row.description ? long(row.description) : null),
      origin ? h('td', null, origins(sources[row.path])) : null)))));
}

function origins(source) {
  return source && [
    h('span', { class: 'constraint' }, source.in, ' ', h('code', null, name(source.wireName))),
    source.parameter ? h('code', { class: 'quiet' }, name(source.parameter)) : null,
  ];
}

function* rowsOf(schema, root, prefix, depth, seen) {
  if (depth > deepest || isFile(schema))
    return;
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    const reference = value.$ref ?? value.items?.$ref;
    const property = resolve(value, root);
    const path = prefix + key;
    yield { path, type: typeText(property, root), required: schema.required?.includes(key), constraints: constraints(property, root), description: property.description };
    if (!seen.includes(reference))
      yield* inside(property, root, path, depth, reference ? [...seen, reference] : seen);
  }
}

function* inside(schema, root, path, depth, seen) {
  for (const variant of variantsOf(schema) ?? [])
    yield* inside(resolve(variant, root), root, path, depth, seen);
  if (typesOf(schema).includes('array'))
    yield* inside(resolve(schema.items, root), root, `${path}[]`, depth, seen);
  else
    yield* rowsOf(schema, root, `${path}.`, depth + 1, seen);
}
