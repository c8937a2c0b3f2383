// Puts the examples of a schema together to a value.
import { exampleOf, resolve, typesOf } from './schema.js';

const deepest = 5;

/** The value that the examples make; undefined where there are none. */
export function exampleValue(given, root = given, depth = 0) {
  const schema = resolve(given, root);
  const own = exampleOf(schema);
  if (own !== undefined || depth > deepest)
    return own;
  if (typesOf(schema)[0] === 'array') {
    const item = exampleValue(schema.items, root, depth + 1);
    return item === undefined ? undefined : [item];
  }
  const members = Object.entries(schema.properties ?? {})
    .map(([key, property]) => [key, exampleValue(property, root, depth + 1)]).filter(([, value]) => value !== undefined);
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
