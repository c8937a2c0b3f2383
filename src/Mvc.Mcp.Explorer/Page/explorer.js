// What the page knows: what the server says of its endpoints, and what this caller gets of the chosen one.
import { callers, McpClient, McpError } from './mcp.js';

export const explorer = {
  facts: null,
  endpoint: null,
  caller: callers.browser,
  server: null,
  tools: [],
  resources: [],
  templates: [],
  prompts: [],
  /** Why there are no lists; null where there are. */
  failure: null,
  /** Calls made from this page, the last one first. */
  calls: [],
};

/** Tells the page that something of the above is new. */
export const changes = new EventTarget();
const changed = () => changes.dispatchEvent(new Event('change'));

/** A client of the chosen endpoint, for the caller or another one. */
export const client = (caller = explorer.caller) => new McpClient(addressOf(explorer.endpoint), caller);

/** Where an endpoint is, as this browser reaches it. */
export const addressOf = endpoint => new URL(endpoint.address, document.baseURI).href;

/** The definitions of a tool that only the server knows more of. */
export const factsOf = tool => explorer.endpoint?.tools[tool.name];

/** Reads what the server says of its endpoints, and chooses the one asked for, else one that answers here. */
export async function readFacts(name) {
  const response = await fetch('catalog.json', { credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok)
    throw new Error(`The server answered ${response.status} ${response.statusText} to catalog.json.`);
  explorer.facts = await response.json();
  choose(name ?? explorer.endpoint?.name);
}

/** Chooses an endpoint by its name. */
export function choose(name) {
  const { endpoints } = explorer.facts;
  explorer.endpoint = endpoints.find(endpoint => endpoint.name === name) ?? endpoints.find(answersHere) ?? endpoints[0] ?? null;
}

// Required hosts are written as *.example.com:5080; what is left out may be any.
const answersHere = ({ hosts }) => hosts.length === 0 || hosts.some(required => {
  const [, host, port] = /^(.*?)(?::([\d*]+))?$/.exec(required);
  return (host === '*' || host.startsWith('*.') ? location.hostname.endsWith(host.slice(1)) : host === location.hostname)
    && (!port || port === '*' || port === (location.port || (location.protocol === 'https:' ? '443' : '80')));
});

/** Reads the lists as this caller gets them; gives what has changed in the tools since the last reading. */
export async function readLists() {
  const before = explorer.tools;
  try {
    Object.assign(explorer, await listsOf(client()), { failure: null });
  } catch (error) {
    Object.assign(explorer, { server: null, tools: [], resources: [], templates: [], prompts: [], failure: error });
  }
  changed();
  return difference(before, explorer.tools);
}

/** Calls as somebody else from now on. */
export function become(caller) {
  explorer.caller = caller;
  changed();
}

async function listsOf(mcp) {
  const { result: server } = await mcp.request('server/discover');
  const has = server.capabilities ?? {};
  const [tools, resources, templates, prompts] = await Promise.all([
    has.tools ? mcp.list('tools/list', 'tools') : [],
    has.resources ? mcp.list('resources/list', 'resources') : [],
    has.resources ? mcp.list('resources/templates/list', 'resourceTemplates') : [],
    has.prompts ? mcp.list('prompts/list', 'prompts') : [],
  ]);
  return { server: { ...server, ...server._meta?.['io.modelcontextprotocol/serverInfo'] }, tools, resources, templates, prompts };
}

/** What a caller gets of the tools; a refusal is an empty list with its reason. */
export async function toolsAs(caller) {
  try {
    return { tools: (await listsOf(client(caller))).tools, failure: null };
  } catch (error) {
    if (error instanceof McpError)
      return { tools: [], failure: error };
    throw error;
  }
}

/** The names of what one list has more, less and otherwise than another. */
export function difference(before, after) {
  const olds = new Map(before.map(tool => [tool.name, JSON.stringify(tool)]));
  const news = new Map(after.map(tool => [tool.name, JSON.stringify(tool)]));
  return {
    added: [...news.keys()].filter(key => !olds.has(key)),
    removed: [...olds.keys()].filter(key => !news.has(key)),
    changed: [...news.keys()].filter(key => olds.has(key) && olds.get(key) !== news.get(key)),
  };
}
