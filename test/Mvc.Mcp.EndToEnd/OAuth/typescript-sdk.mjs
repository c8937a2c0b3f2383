// The OAuth flow of a TypeScript SDK, whose only knowledge is the address of an MCP endpoint.
// usage: node typescript-sdk.mjs 1|2 URL TOOL
// Prints "listen: ORIGIN" and "visit: ADDRESS", and calls the tool for whoever asks for ORIGIN/call.
import { createServer } from 'node:http';

const [generation, url, tool] = process.argv.slice(2);
const { Client, StreamableHTTPClientTransport, UnauthorizedError } = generation === '1'
  ? { ...(await import('@modelcontextprotocol/sdk/client/index.js')),
      ...(await import('@modelcontextprotocol/sdk/client/streamableHttp.js')),
      ...(await import('@modelcontextprotocol/sdk/client/auth.js')) }
  : await import('@modelcontextprotocol/client');

const callback = Promise.withResolvers();
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/callback') callback.resolve(searchParams);
  response.end(pathname === '/call' ? await call() : 'done');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const memory = {};
const authProvider = {
  redirectUrl: `${origin}/callback`,
  clientMetadata: { client_name: `TypeScript SDK ${generation}`, redirect_uris: [`${origin}/callback`] },
  clientInformation: () => memory.client,
  saveClientInformation: (client) => { memory.client = client; },
  tokens: () => memory.tokens,
  saveTokens: (tokens) => { memory.tokens = tokens; },
  codeVerifier: () => memory.verifier,
  saveCodeVerifier: (verifier) => { memory.verifier = verifier; },
  saveDiscoveryState: (state) => { memory.discovery = state; },
  discoveryState: () => memory.discovery,
  redirectToAuthorization: (address) => console.log(`visit: ${address}`),
};

console.log(`listen: ${origin}`);
const first = new StreamableHTTPClientTransport(new URL(url), { authProvider });
try {
  const nobody = new Client({ name: 'end-to-end', version: '1.0.0' });
  await nobody.connect(first);
  // An open endpoint asks when a call needs a user.
  await nobody.callTool({ name: tool, arguments: {} });
  throw new Error('The endpoint is not protected.');
} catch (error) {
  if (!(error instanceof UnauthorizedError)) throw error;
}
const answer = await callback.promise;
// 2.x also checks who answered, and so takes all of it.
await first.finishAuth(generation === '1' ? answer.get('code') : answer);
const client = new Client({ name: 'end-to-end', version: '1.0.0' });
// It asks for a stream on the side, which would refresh the token beside the call: then one of the two is a replay.
const asked = Promise.withResolvers();
const noting = async (address, init) => {
  const response = await fetch(address, init);
  if (init?.method === 'GET' && String(address) === url) asked.resolve();
  return response;
};
await client.connect(new StreamableHTTPClientTransport(new URL(url), { authProvider, fetch: noting }));
await asked.promise;
console.log('connected');

async function call() {
  try {
    return (await client.callTool({ name: tool, arguments: {} })).content[0].text;
  } catch (error) {
    return `failed: ${error.stack}`;
  }
}
