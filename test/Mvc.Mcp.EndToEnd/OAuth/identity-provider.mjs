// A company's identity provider in miniature, for trying the OAuth proxy on one machine: one registered client, no
// dynamic registration, PKCE, rotating refresh tokens, and JWT access tokens for one API. Everything is in memory.
// usage: node --import ../../../build/resolve.mjs identity-provider.mjs CALLBACK AUDIENCE [PORT]
//   AUTO=1 signs in as alice without asking; OPAQUE=1 knows no API, and issues opaque access tokens.
import { createServer } from 'node:http';
import { Provider, errors } from 'oidc-provider';

const [callback, audience, port = '0'] = process.argv.slice(2);
const scopes = ['shop.read', 'shop.write'];

const server = createServer();
server.listen(Number(port), '127.0.0.1', () => {
  const provider = create(`http://127.0.0.1:${server.address().port}`);
  server.on('request', provider.callback());
  console.log(`identity provider: ${provider.issuer}`);
});

function create(issuer) {
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'shop', client_secret: 'only-the-proxy-knows-this-secret', redirect_uris: [callback],
      grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], token_endpoint_auth_method: 'client_secret_basic',
    }],
    scopes: ['openid', 'offline_access', 'profile', 'email', ...scopes],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a sample needs no secret here'] },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: !process.env.OPAQUE,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        // As company providers do: it knows its APIs, and refuses the address of an MCP server.
        getResourceServerInfo: (_, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          return { scope: scopes.join(' '), audience, accessTokenFormat: 'jwt', accessTokenTTL: 600, jwt: { sign: { alg: 'RS256' } } };
        },
      },
    },
  });
  provider.use((context, next) => (context.path.startsWith('/interaction/') ? interact(provider, context) : next()));
  provider.on('server_error', (_, error) => console.error(error));
  for (const event of ['authorization.error', 'grant.error'])
    provider.on(event, (_, error) => console.error(event, error.error, error.error_description, error.error_detail ?? ''));
  return provider;
}

// Whoever comes may say who they are.
async function interact(provider, context) {
  const interaction = await provider.interactionDetails(context.req, context.res);
  if (context.method === 'GET' && !process.env.AUTO && interaction.prompt.name === 'login') {
    context.type = 'html';
    context.body = `<!DOCTYPE html><title>Sign in</title><h1>Sign in</h1><form method="post">
      <label>Name <input name="login" value="alice"></label> <button>Sign in</button></form>`;
    return;
  }
  context.respond = false;
  const form = new URLSearchParams(await text(context.req));
  const result = interaction.prompt.name === 'login'
    ? { login: { accountId: form.get('login') || 'alice' } }
    : { consent: { grantId: await grant(provider, interaction) } };
  await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: true });
}

async function grant(provider, { grantId, session, params, prompt: { details } }) {
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  if (details.missingOIDCScope) grant.addOIDCScope(details.missingOIDCScope.join(' '));
  if (details.missingOIDCClaims) grant.addOIDCClaims(details.missingOIDCClaims);
  for (const [resource, missing] of Object.entries(details.missingResourceScopes ?? {}))
    grant.addResourceScope(resource, missing.join(' '));
  return grant.save();
}

async function text(stream) {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
