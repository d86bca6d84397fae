import { startDevIdp } from './oidc/startDevIdp';
import { keepSamlKey } from './saml/keys/keepSamlKey';
import { startDevSamlIdp } from './saml/startDevSamlIdp';

const defaultPort = 4400;
const maximumPort = 65535;

/** Of the portal that `npm start` runs. */
const portalLogoutUrl = 'http://localhost:7007/api/sso/sign-in/dev-oidc/logout';

/** The port of the OpenID provider; the next one is the SAML provider's. */
function readPort(value: string | undefined): number {
  if (value === undefined || value === '') {
    return defaultPort;
  }
  const port = Number(value);
  if (!/^\d+$/.test(value) || port >= maximumPort) {
    throw new Error(`DEV_IDP_PORT must be a port number, not '${value}'`);
  }
  return port;
}

function print(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  if ('code' in error && error.code === 'EADDRINUSE') {
    const port = 'port' in error ? `Port ${error.port}` : 'A port';
    return `${port} is already in use. Stop the program that uses it, or set DEV_IDP_PORT to another port; the one after it is needed too.`;
  }
  return error.message;
}

async function main(): Promise<void> {
  const port = readPort(process.env.DEV_IDP_PORT);
  const idp = await startDevIdp({
    port,
    backchannelLogoutUri:
      process.env.DEV_IDP_BACKCHANNEL_LOGOUT_URI ||
      `${portalLogoutUrl}/back-channel`,
    onServerError: error =>
      process.stderr.write(`dev-idp: internal error: ${error.name}\n`),
  });
  const keyFile = process.env.DEV_IDP_KEY_FILE;
  const saml = await startDevSamlIdp({
    port: port === 0 ? 0 : port + 1,
    key: keyFile ? await keepSamlKey(keyFile) : undefined,
    settings: { encryption: 'aes256-gcm' },
  }).catch(async error => {
    await idp.stop();
    throw error;
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void idp.stop();
      void saml.stop();
    });
  }
  print({
    event: 'ready',
    issuer: idp.issuer,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    saml: {
      metadataUrl: saml.metadataUrl,
      entityId: saml.entityId,
      singleSignOnUrl: saml.singleSignOnUrl,
      singleLogoutUrl: saml.singleLogoutUrl,
      signOutUrl: saml.signOutUrl,
    },
    people: idp.people.map(({ username, password, name }) => ({
      username,
      password,
      name,
    })),
  });
}

main().catch(error => {
  process.stderr.write(`dev-idp: ${explain(error)}\n`);
  process.exitCode = 1;
});
