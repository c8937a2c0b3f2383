// Searches, filters and sorts tools.
import { factsOf } from './explorer.js';

/** What a tool does, with the specification's defaults for what it does not say. */
export function behaviour(tool) {
  const said = tool.annotations ?? {};
  const readOnly = said.readOnlyHint === true;
  return {
    readOnly,
    destructive: !readOnly && said.destructiveHint !== false,
    idempotent: readOnly || said.idempotentHint === true,
    openWorld: said.openWorldHint !== false,
  };
}

/** The title that people see, if the tool has one. */
export const titleOf = tool => tool.title ?? tool.annotations?.title;

/** What is looked at while somebody types, made once for each tool. */
export function indexed(tool) {
  const facts = factsOf(tool);
  const words = [tool.name, titleOf(tool), tool.description, facts?.method, facts?.path, ...(facts?.tags ?? []), ...Object.keys(tool.inputSchema?.properties ?? {})];
  return { tool, facts, does: behaviour(tool), text: words.filter(Boolean).join(' ').toLowerCase() };
}

const kinds = {
  all: () => true,
  reads: item => item.does.readOnly,
  writes: item => !item.does.readOnly && !item.does.destructive,
  destroys: item => item.does.destructive,
  hand: item => !item.facts?.method,
};

const orders = {
  listed: null,
  name: (one, other) => one.tool.name.localeCompare(other.tool.name),
  path: (one, other) => (one.facts?.path ?? '').localeCompare(other.facts?.path ?? ''),
  tokens: (one, other) => (other.facts?.tokens?.visible ?? 0) - (one.facts?.tokens?.visible ?? 0),
  wire: (one, other) => (other.facts?.tokens?.wire ?? 0) - (one.facts?.tokens?.wire ?? 0),
};

/** The items that have all words of the search, the tag and the kind, in order. */
export function search(items, { text = '', tag = '', kind = 'all', order = 'listed', descending = false }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items.filter(item =>
    kinds[kind](item) && (tag === '' || item.facts?.tags.includes(tag)) && words.every(word => item.text.includes(word)));
  if (orders[order])
    found.sort(orders[order]);
  return descending ? found.reverse() : found;
}

/** All tags, in the order of the alphabet. */
export const tagsOf = items => [...new Set(items.flatMap(item => item.facts?.tags ?? []))].sort();
