// Chooses the field of a value by its schema.
import { choiceField } from './choice-field.js';
import { fileField } from './file-field.js';
import { listField, mapField } from './list-field.js';
import { objectField } from './object-field.js';
import { allowsNull, isFile, resolve, typesOf, variantsOf } from './schema.js';
import { booleanField, jsonField, numberField, selectField, textField } from './value-fields.js';

/** The field of a value. The place says where it stands: label, whether it is required, the root schema, the depth. */
export function field(given, place) {
  const schema = resolve(given, place.root);
  const inside = { ...place, make: field, nullable: allowsNull(schema) };
  const variants = variantsOf(schema)?.map(variant => resolve(variant, place.root)).filter(variant => variant.type !== 'null');
  if (variants?.length === 1)
    return field({ ...schema, oneOf: undefined, anyOf: undefined, ...variants[0], description: schema.description ?? variants[0].description }, place);
  if (variants?.length > 1)
    return choiceField(schema, variants, inside);
  if (isFile(schema))
    return fileField(schema, inside);
  if (schema.enum || 'const' in schema)
    return selectField(schema, inside);
  const types = typesOf(schema);
  if (types.length > 1)
    return choiceField(schema, types.map(type => ({ ...schema, type })), inside);
  switch (types[0]) {
    case 'boolean': return booleanField(schema, inside);
    case 'integer': case 'number': return numberField(schema, inside);
    case 'string': return textField(schema, inside);
    case 'array': return schema.items ? listField(schema, inside) : jsonField(schema, inside);
    case 'object':
      if (schema.properties)
        return objectField(schema, inside);
      return typeof schema.additionalProperties === 'object' ? mapField(schema, inside) : jsonField(schema, inside);
    default: return jsonField(schema, inside);
  }
}
