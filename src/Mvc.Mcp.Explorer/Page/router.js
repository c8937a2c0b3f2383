// The address of a view, behind the hash: #/tools/get_product/try?at=/mcp
import { explorer } from './explorer.js';

/** The parts of the address, and the endpoint that it names. */
export function current() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  return { parts: path.split('/').filter(Boolean).map(decode), at: new URLSearchParams(query).get('at') };
}

/** The address of a view of the chosen endpoint. */
export function to(...parts) {
  const several = explorer.facts?.endpoints.length > 1;
  return `#/${parts.map(encodeURIComponent).join('/')}${several ? `?at=${encodeURIComponent(explorer.endpoint.name)}` : ''}`;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
