import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { developmentPeople } from './people';

function start(environment: Record<string, string>) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, 'main.ts'),
    ],
    {
      env: { PATH: process.env.PATH, NODE_ENV: 'development', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += chunk;
  });
  const lines: string[] = [];
  const output = createInterface(child.stdout);
  output.on('line', line => lines.push(line));
  const exited = once(child, 'close').then(([status]) => ({
    status,
    errors,
    lines,
  }));
  return { child, output, exited };
}

describe('main', () => {
  it('says where it is ready in one line, and stops on SIGTERM', async () => {
    const first = start({ DEV_IDP_PORT: '0' });
    const [line] = await Promise.race([
      once(first.output, 'line'),
      first.exited.then(({ errors }) => Promise.reject(new Error(errors))),
    ]);
    const ready = JSON.parse(line);
    expect(ready).toEqual({
      event: 'ready',
      issuer: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      clientId: 'latchkey-dev',
      clientSecret: 'latchkey-dev-secret',
      saml: {
        metadataUrl: expect.stringMatching(
          /^http:\/\/localhost:\d+\/saml\/metadata$/,
        ),
        entityId: ready.saml.metadataUrl,
        singleSignOnUrl: expect.stringMatching(/\/saml\/sso$/),
        singleLogoutUrl: expect.stringMatching(/\/saml\/logout$/),
        signOutUrl: expect.stringMatching(/\/saml\/sign-out$/),
      },
      people: developmentPeople.map(({ username, password, name }) => ({
        username,
        password,
        name,
      })),
    });
    const response = await fetch(`${ready.issuer}/jwks`);
    expect(response.status).toBe(200);
    await response.text();
    const metadata = await fetch(ready.saml.metadataUrl);
    expect(await metadata.text()).toContain('IDPSSODescriptor');

    const second = await start({ DEV_IDP_PORT: new URL(ready.issuer).port })
      .exited;
    expect(second.status).toBe(1);
    expect(second.errors).toContain('is already in use');
    expect(second.lines).toEqual([]);

    first.child.kill('SIGTERM');
    await expect(first.exited).resolves.toEqual({
      status: 0,
      errors: '',
      lines: [line],
    });
  });

  it('refuses a port that is none', async () => {
    const { status, errors } = await start({ DEV_IDP_PORT: 'web' }).exited;
    expect(status).toBe(1);
    expect(errors).toContain("DEV_IDP_PORT must be a port number, not 'web'");
  });

  it('refuses NODE_ENV=production', async () => {
    const { status, errors } = await start({ NODE_ENV: 'production' }).exited;
    expect(status).toBe(1);
    expect(errors).toContain('NODE_ENV=production');
  });
});
