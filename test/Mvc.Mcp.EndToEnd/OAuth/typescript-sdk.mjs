// The OAuth flow of a TypeScript SDK, whose only knowledge is the address of an MCP endpoint.
// usage: node typescript-sdk.mjs 1|2 URL
// Prints "listen: ORIGIN" and, whenever the user is wanted, "visit: ADDRESS". Whoever asks for ORIGIN/call?tool=NAME&calls=N
// gets the texts of so many calls at once, and for ORIGIN/kept what the client keeps.
import { createServer } from 'node:http';

const [generation, url] = process.argv.slice(2);
const { Client, StreamableHTTPClientTransport, UnauthorizedError } = generation === '1'
  ? { ...(await import('@modelcontextprotocol/sdk/client/index.js')),
      ...(await import('@modelcontextprotocol/sdk/client/streamableHttp.js')),
      ...(await import('@modelcontextprotocol/sdk/client/auth.js')) }
  : await import('@modelcontextprotocol/client');

let callback = Promise.withResolvers();
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/callback') callback.resolve(searchParams);
  response.end(pathname === '/call' ? JSON.stringify(await call(searchParams.get('tool'), Number(searchParams.get('calls'))))
    : pathname === '/kept' ? JSON.stringify({ clientId: memory.client.client_id, accessToken: memory.tokens.access_token, refreshToken: memory.tokens.refresh_token })
    : 'done');
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
  invalidateCredentials: (scope) => { if (scope === 'tokens' || scope === 'all') delete memory.tokens; },
  redirectToAuthorization: (address) => console.log(`visit: ${address}`),
};

console.log(`listen: ${origin}`);
const client = await withUser(async (transport) => {
  const client = new Client({ name: 'end-to-end', version: '1.0.0' });
  await client.connect(transport);
  return client;
}, () => new StreamableHTTPClientTransport(new URL(url), { authProvider }));
console.log('connected');

async function call(name, calls) {
  try {
    const once = async () => (await client.callTool({ name, arguments: {} })).content[0].text;
    return await withUser(() => Promise.all(Array.from({ length: calls }, once)), () => client.transport);
  } catch (error) {
    return [`failed: ${error.stack}`];
  } finally {
    console.log('called');
  }
}

// As the SDK's documentation has it: where the user is wanted, wait for the answer, finish, and try again.
async function withUser(act, transport) {
  const first = transport();
  try {
    return await act(first);
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
  }
  const answer = await callback.promise;
  callback = Promise.withResolvers();
  // 2.x also checks who answered, and so takes all of it.
  await first.finishAuth(generation === '1' ? answer.get('code') : answer);
  return await act(transport());
}
