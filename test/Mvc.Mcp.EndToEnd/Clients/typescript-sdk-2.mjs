// The TypeScript SDK 2.x, held to protocol revision 2026-07-28, which has neither handshake nor sessions.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { drive } from './drive.mjs';

await drive(async (url, options) => {
  const client = new Client(
    { name: 'end-to-end', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(url, options));
  return client;
});
