// The TypeScript SDK 1.x, which initializes a connection.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { drive } from './drive.mjs';

await drive(async (url, options) => {
  const client = new Client({ name: 'end-to-end', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(url, options));
  return client;
});
