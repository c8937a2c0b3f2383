// Reads JSON Schema 2020-12 as tools use it.

/** The schema that a reference leads to, with what stands beside it; parts of allOf are put together. */
export function resolve(schema, root) {
  if (schema === true || schema === undefined || schema === null)
    return {};
  let found = schema;
  for (let hops = 0; found.$ref && hops < 20; hops++) {
    const { $ref, ...beside } = found;
    found = { ...pointed($ref, root), ...beside };
  }
  if (!found.allOf)
    return found;
  const { allOf, ...own } = found;
  return allOf.map(part => resolve(part, root)).concat(own).reduce((all, part) => ({
    ...all, ...part,
    ...(all.properties || part.properties ? { properties: { ...all.properties, ...part.properties } } : {}),
    ...(all.required || part.required ? { required: [...all.required ?? [], ...part.required ?? []] } : {}),
  }), {});
}

function pointed(reference, root) {
  let node = root;
  for (const part of reference.replace(/^#\/?/, '').split('/').filter(Boolean))
    node = node?.[decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~')];
  return node ?? {};
}

/** The types that a schema names, without null. */
export const typesOf = schema => [schema.type ?? guessed(schema)].flat().filter(type => type && type !== 'null');

/** Whether null is a value of it. */
export const allowsNull = schema => [schema.type].flat().includes('null') || schema.enum?.includes(null) || variantsOf(schema)?.some(variant => variant.type === 'null') || false;

/** The schemas of which a value has one; undefined where there is no such choice. */
export const variantsOf = schema => schema.oneOf ?? schema.anyOf;

/** Whether it is a file: an object with base64 data. */
export const isFile = schema => schema.properties?.data?.contentEncoding === 'base64';

const guessed = schema => schema.properties || schema.additionalProperties ? 'object' : schema.items ? 'array' : undefined;

/** A type in words. */
export function typeText(schema, root, depth = 0) {
  const found = resolve(schema, root);
  if (isFile(found))
    return 'file';
  const variants = variantsOf(found)?.filter(variant => variant.type !== 'null');
  const orNull = allowsNull(found) ? ' or null' : '';
  if (variants?.length > 0)
    return [...new Set(variants.map(variant => typeText(variant, root, depth + 1)))].join(' or ') + orNull;
  if (found.enum || 'const' in found)
    return `one of ${(found.enum ?? [found.const]).filter(value => value !== null).length}${orNull}`;
  const types = typesOf(found);
  if (types[0] === 'array')
    return (depth > 3 ? 'list' : `list of ${typeText(found.items, root, depth + 1)}`) + orNull;
  if (types[0] === 'object' && found.additionalProperties && found.additionalProperties !== true && !found.properties)
    return `map of ${typeText(found.additionalProperties, root, depth + 1)}${orNull}`;
  return (found.format && types[0] === 'string' ? found.format : types.join(' or ') || 'anything') + orNull;
}

const words = [
  ['minimum', value => `≥ ${value}`], ['exclusiveMinimum', value => `> ${value}`],
  ['maximum', value => `≤ ${value}`], ['exclusiveMaximum', value => `< ${value}`],
  ['multipleOf', value => `a multiple of ${value}`],
  ['minLength', value => value > 0 && `at least ${value} characters`], ['maxLength', value => `at most ${value} characters`],
  ['pattern', value => `matches ${value}`],
  ['minItems', value => `at least ${value} items`], ['maxItems', value => `at most ${value} items`],
  ['uniqueItems', value => value && 'each item once'],
  ['minProperties', value => `at least ${value} members`], ['maxProperties', value => `at most ${value} members`],
  ['default', value => `default ${JSON.stringify(value)}`],
];

/** What a value has to keep to, in words. */
export function constraints(schema, root) {
  const found = resolve(schema, root);
  const values = found.enum ?? ('const' in found ? [found.const] : null);
  return [
    ...(values ? [values.filter(value => value !== null).map(value => JSON.stringify(value)).join(', ')] : []),
    ...words.filter(([key]) => key in found).map(([key, text]) => text(found[key])).filter(Boolean),
    ...(found.format && !typesOf(found).includes('string') ? [found.format] : []),
  ];
}

/** An example of a value, if the schema has one. */
export const exampleOf = schema => schema.examples?.[0] ?? schema.example;
