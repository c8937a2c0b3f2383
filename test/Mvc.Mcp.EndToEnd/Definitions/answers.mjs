// Checks answers as the official TypeScript client does: by its own validator, with its own settings.
// Reads [{ name, schema, values }] from the file named first; prints what is wrong, one line each, and how many there were.
import { readFileSync } from 'node:fs';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';

const answers = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, schema, values } of answers) {
  const validate = new AjvJsonSchemaValidator().getValidator(schema);
  for (const value of values) {
    const { valid, errorMessage } = validate(value);
    if (!valid) console.log(`${name}: ${JSON.stringify(value)}: ${errorMessage}: ${JSON.stringify(schema)}`);
  }
}
console.log(`${answers.length} schemas`);
