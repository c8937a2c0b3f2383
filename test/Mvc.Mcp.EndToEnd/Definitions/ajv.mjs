// Compiles each schema with ajv in strict mode and checks the values given for it.
// Reads [{ name, schema, values }] from the file named first; prints what is wrong, one line each.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

for (const { name, schema, values } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const ajv = addFormats.default(new Ajv2020.default({ strict: true, allErrors: true }));
  // The protocol's own keyword: revision 2026-07-28, repeated headers.
  ajv.addKeyword('x-mcp-header');
  try {
    const validate = ajv.compile(schema);
    for (const value of values) {
      if (!validate(value)) console.log(`${name}: ${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`);
    }
  } catch (error) {
    console.log(`${name}: ${error.message}: ${JSON.stringify(schema)}`);
  }
}
