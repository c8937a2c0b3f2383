// An MCP client for one endpoint and one caller: Streamable HTTP of protocol version 2026-07-28, one request a message.
import { headerValue } from './header-value.js';
import { events } from './server-sent-events.js';

const version = '2026-07-28';
const mostPages = 1000;

/** A request that has no result: the server's error, or none of its words at all. */
export class McpError extends Error {
  constructor(message, exchange, { code = null, data = null } = {}) {
    super(message);
    Object.assign(this, { exchange, code, data });
  }
}

/** Who calls: the browser with its cookies, somebody with a token, or nobody. */
export const callers = {
  browser: { kind: 'browser', name: 'this browser' },
  anonymous: { kind: 'anonymous', name: 'anonymous' },
  token: token => ({ kind: 'token', name: `token …${token.slice(-4)}`, token }),
};

export class McpClient {
  #lastId = 0;

  constructor(address, caller) {
    this.address = address;
    this.caller = caller;
  }

  /** Sends a request and gives its result with the exchange as it was; notifications go to onnotification as they come. */
  async request(method, params = {}, { name, headers = {}, signal, onnotification, progressToken } = {}) {
    const id = ++this.#lastId;
    const meta = {
      'io.modelcontextprotocol/protocolVersion': version,
      'io.modelcontextprotocol/clientInfo': { name: 'mvc-mcp-explorer', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
      ...(progressToken === undefined ? {} : { progressToken }),
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id, method, params: { ...params, _meta: meta } });
    const exchange = {
      url: this.address, requestBody: body, requestHeaders: this.#headers(method, name, headers),
      status: 0, statusText: '', responseHeaders: [], responseBody: '', ms: 0,
    };
    const started = performance.now();
    try {
      const answer = await this.#send(exchange, id, signal, onnotification);
      exchange.ms = performance.now() - started;
      return read(answer, exchange);
    } finally {
      exchange.ms ||= performance.now() - started;
    }
  }

  /** All pages of a list. */
  async list(method, member) {
    const items = [];
    let cursor;
    for (let page = 0; page < mostPages; page++) {
      const { result } = await this.request(method, cursor === undefined ? {} : { cursor });
      items.push(...result[member]);
      cursor = result.nextCursor;
      if (cursor === undefined || cursor === null)
        break;
    }
    return items;
  }

  #headers(method, name, extra) {
    return Object.entries({
      'Content-Type': 'application/json',
      'Accept': 'application/json, text/event-stream',
      'MCP-Protocol-Version': version,
      'Mcp-Method': method,
      ...(name === undefined ? {} : { 'Mcp-Name': headerValue(name) }),
      ...extra,
      ...(this.caller.token ? { 'Authorization': `Bearer ${this.caller.token}` } : {}),
    });
  }

  async #send(exchange, id, signal, onnotification) {
    let response;
    try {
      response = await fetch(exchange.url, {
        method: 'POST', headers: exchange.requestHeaders, body: exchange.requestBody, signal, cache: 'no-store', redirect: 'manual',
        // Whoever calls with a token, or as nobody, does not send the browser's cookies along.
        credentials: this.caller.kind === 'browser' ? 'same-origin' : 'omit',
      });
    } catch (error) {
      throw error.name === 'AbortError' ? error : new McpError('The server could not be reached.', exchange);
    }
    Object.assign(exchange, { status: response.status, statusText: response.statusText, responseHeaders: [...response.headers] });
    if (response.type === 'opaqueredirect')
      throw new McpError('The endpoint sends the browser elsewhere, as to a page for signing in, which no MCP client follows.', exchange);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      exchange.responseBody = await response.text();
      return parse(exchange.responseBody);
    }
    let answer;
    for await (const data of events(response.body, text => { exchange.responseBody += text; })) {
      const message = parse(data);
      if (message?.id === id && !message.method)
        answer = message;
      else if (message?.method)
        onnotification?.(message);
    }
    return answer;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(answer, exchange) {
  if (answer?.result)
    return { result: answer.result, exchange };
  if (answer?.error)
    throw new McpError(String(answer.error.message ?? ''), exchange, answer.error);
  throw new McpError(
    exchange.status === 401 ? '401: the endpoint asks for credentials.' :
    exchange.status === 403 ? '403: the endpoint refuses this caller.' :
    `The endpoint answered ${exchange.status} ${exchange.statusText} without a message of MCP.`, exchange);
}
