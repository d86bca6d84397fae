import { startDevIdp } from './oidc/startDevIdp';

const defaultPort = 4400;

function readPort(value: string | undefined): number {
  if (value === undefined || value === '') {
    return defaultPort;
  }
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65535) {
    throw new Error(`DEV_IDP_PORT must be a port number, not '${value}'`);
  }
  return port;
}

function print(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function explain(error: unknown, port: string | undefined): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return 'code' in error && error.code === 'EADDRINUSE'
    ? `Port ${
        port || defaultPort
      } is already in use. Stop the program that uses it, or set DEV_IDP_PORT to another port.`
    : error.message;
}

async function main(): Promise<void> {
  const idp = await startDevIdp({
    port: readPort(process.env.DEV_IDP_PORT),
    onServerError: error =>
      process.stderr.write(`dev-idp: internal error: ${error.name}\n`),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void idp.stop();
    });
  }
  print({
    event: 'ready',
    issuer: idp.issuer,
    clientId: idp.clientId,
    clientSecret: idp.clientSecret,
    people: idp.people.map(({ username, password, name }) => ({
      username,
      password,
      name,
    })),
  });
}

main().catch(error => {
  process.stderr.write(
    `dev-idp: ${explain(error, process.env.DEV_IDP_PORT)}\n`,
  );
  process.exitCode = 1;
});
