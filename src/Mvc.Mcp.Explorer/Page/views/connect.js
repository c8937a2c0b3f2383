// The lines that connect other clients, with the address that this server has for this browser.
import { codeBlock, h } from '../dom.js';
import { addressOf, explorer } from '../explorer.js';

/** The view. */
export function connectView() {
  const address = addressOf(explorer.endpoint);
  const id = (explorer.server?.name ?? 'api').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'api';
  const withToken = explorer.caller.kind === 'token';
  const header = withToken ? ' --header "Authorization: Bearer YOUR_TOKEN"' : '';
  const headers = withToken ? { headers: { Authorization: 'Bearer YOUR_TOKEN' } } : {};
  const json = value => JSON.stringify(value, null, 2);
  return h('section', { class: 'connect' },
    h('h2', { tabindex: '-1' }, 'Connect'),
    h('p', null, 'This endpoint is at ', h('code', null, address), '.',
      withToken ? ' You look at it with a token: put yours in the place of YOUR_TOKEN.' : ' To call as somebody, choose a token above: the lines will have a place for it.'),
    h('h3', null, 'Claude Code'), codeBlock(`claude mcp add --transport http ${id} ${address}${header}`, 'Line for Claude Code'),
    h('h3', null, 'VS Code ', h('small', null, '.vscode/mcp.json')), codeBlock(json({ servers: { [id]: { type: 'http', url: address, ...headers } } }), 'Configuration of VS Code'),
    h('h3', null, 'Cursor ', h('small', null, '.cursor/mcp.json')), codeBlock(json({ mcpServers: { [id]: { url: address, ...headers } } }), 'Configuration of Cursor'),
    h('h3', null, 'Inspector'), codeBlock(`npx @modelcontextprotocol/inspector --cli ${address} --transport http --method tools/list${header}`, 'Line for the inspector'),
    h('h3', null, 'curl'), codeBlock(curl(address, withToken), 'Line for curl'));
}

const curl = (address, withToken) => [
  `curl ${address}`,
  `-H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream'`,
  `-H 'MCP-Protocol-Version: 2026-07-28' -H 'Mcp-Method: tools/list'`,
  ...(withToken ? [`-H 'Authorization: Bearer YOUR_TOKEN'`] : []),
  `-d '${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientInfo': { name: 'curl', version: '1' }, 'io.modelcontextprotocol/clientCapabilities': {} } } })}'`,
].join(' \\\n  ');
