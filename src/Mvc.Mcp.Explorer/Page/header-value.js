// Headers that repeat a part of the body (specification 2026-07-28, Streamable HTTP, "Value Encoding").

const plain = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/;
const encoded = /^=\?base64\?.*\?=$/i;

/** A text as the value of a header. */
export function headerValue(text) {
  if (plain.test(text) && !encoded.test(text))
    return text;
  let binary = '';
  for (const byte of new TextEncoder().encode(text))
    binary += String.fromCharCode(byte);
  return `=?base64?${btoa(binary)}?=`;
}

/** The headers that repeat arguments, where the schema asks for it (x-mcp-header). */
export function argumentHeaders(schema, args) {
  const headers = {};
  for (const [key, property] of Object.entries(schema?.properties ?? {})) {
    const value = args?.[key];
    if (value === undefined || value === null)
      continue;
    if (typeof property['x-mcp-header'] === 'string' && typeof value !== 'object')
      headers[`Mcp-Param-${property['x-mcp-header']}`] = headerValue(String(value));
    if (typeof value === 'object' && !Array.isArray(value))
      Object.assign(headers, argumentHeaders(property, value));
  }
  return headers;
}
