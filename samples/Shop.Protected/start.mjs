// Starts the shop and, beside it, an identity provider in miniature. Both end together.
// usage: node samples/Shop.Protected/start.mjs [SHOP_PORT PROVIDER_PORT [options of dotnet run …]]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [shopPort = '5090', providerPort = '5400', ...options] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const build = fileURLToPath(new URL('../../build/', import.meta.url));
const shop = `http://localhost:${shopPort}`;

if (!existsSync(`${build}node_modules/oidc-provider`))
  spawnSync('npm', ['ci'], { cwd: build, stdio: 'inherit', shell: process.platform === 'win32' });

const provider = spawn(process.execPath,
  ['--import', new URL('../../build/resolve.mjs', import.meta.url).href, 'identity-provider.mjs', `${shop}/oauth/callback`, 'https://api.shop.example', providerPort],
  { cwd: here, stdio: 'inherit' });

const application = spawn('dotnet', ['run', '--no-launch-profile', ...options], {
  cwd: here,
  stdio: 'inherit',
  env: {
    ...process.env,
    ASPNETCORE_ENVIRONMENT: 'Development',
    ASPNETCORE_URLS: shop,
    IdentityProvider: `http://127.0.0.1:${providerPort}`,
    Mcp__OAuth__PublicOrigin: shop,
    // The registered client's, at the identity provider beside.
    Mcp__OAuth__ClientSecret: 'only-the-proxy-knows-this-secret',
  },
});

console.log(`
  MCP endpoint   ${shop}/mcp

  claude mcp add --transport http shop ${shop}/mcp      (then /mcp to sign in, as anybody)
  npx mcp-remote ${shop}/mcp
`);

const all = [provider, application];
for (const child of all) child.on('exit', () => all.forEach((other) => other.kill()));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => all.forEach((child) => child.kill(signal)));
