import { request } from 'node:http';
import {
  assertDevelopmentOnly,
  assertLoopbackHost,
  isLoopbackHostHeader,
  isLoopbackUrl,
} from './loopback';
import { startDevIdp } from './oidc/startDevIdp';
import { startDevSamlIdp } from './saml/startDevSamlIdp';
import { startMisbehavingIdp } from './misbehaving/startMisbehavingIdp';

const starters = [
  ['startDevIdp', startDevIdp, '/jwks'],
  ['startMisbehavingIdp', startMisbehavingIdp, '/jwks'],
  ['startDevSamlIdp', startDevSamlIdp, '/saml/metadata'],
] as const;

function statusWithHost(url: URL, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe.each(starters)('%s', (_name, start, path) => {
  const environment = process.env.NODE_ENV;

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment });
  });

  it.each(['localhost', '127.0.0.1'] as const)('starts on %s', async host => {
    const idp = await start({ host });
    expect(new URL(idp.issuer).origin).toMatch(
      new RegExp(`^http://${host}:\\d+$`),
    );
    await idp.stop();
  });

  it.each(['0.0.0.0', '::', '', '192.168.1.10', 'localhost.example.test'])(
    'refuses to listen on "%s"',
    async host => {
      // As a JavaScript caller would, past the type.
      const options = JSON.parse(JSON.stringify({ host }));
      await expect(start(options)).rejects.toThrow('loopback only');
    },
  );

  it('refuses NODE_ENV=production', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(start()).rejects.toThrow('NODE_ENV=production');
  });

  it('answers to loopback names only', async () => {
    const idp = await start();
    try {
      const url = new URL(path, idp.issuer);
      expect(await statusWithHost(url, 'localhost:1234')).toBe(200);
      expect(await statusWithHost(url, 'rebound.example.test')).toBe(421);
    } finally {
      await idp.stop();
    }
  });
});

describe('assertDevelopmentOnly', () => {
  it.each([undefined, '', 'development', 'test'])('accepts %s', value => {
    expect(() => assertDevelopmentOnly(value)).not.toThrow();
  });
  it('refuses production', () => {
    expect(() => assertDevelopmentOnly('production')).toThrow('production');
  });
});

describe('assertLoopbackHost', () => {
  it('accepts the two loopback names and nothing else', () => {
    expect(() => assertLoopbackHost('localhost')).not.toThrow();
    expect(() => assertLoopbackHost('127.0.0.1')).not.toThrow();
    expect(() => assertLoopbackHost('LOCALHOST.example.test')).toThrow();
  });
});

describe('isLoopbackUrl', () => {
  it.each([
    'http://localhost:3000/a?b=c',
    'https://localhost/callback',
    'http://127.0.0.1:7007/api/sso/sign-in/dev/callback',
    'http://[::1]:7007/',
  ])('accepts %s', url => {
    expect(isLoopbackUrl(url)).toBe(true);
  });

  it.each([
    'http://localhost.example.test/',
    'http://localhost@example.test/',
    'http://someone@localhost/',
    'http://example.test/localhost',
    'data://localhost/,alert(1)',
    'ftp://localhost/',
    '//localhost/',
    'not a url',
    '',
  ])('refuses %s', url => {
    expect(isLoopbackUrl(url)).toBe(false);
  });
});

describe('isLoopbackHostHeader', () => {
  it('accepts loopback names with and without port', () => {
    expect(isLoopbackHostHeader('localhost')).toBe(true);
    expect(isLoopbackHostHeader('127.0.0.1:4400')).toBe(true);
  });
  it.each([undefined, '', 'example.test', 'localhost.example.test:80'])(
    'refuses %s',
    host => {
      expect(isLoopbackHostHeader(host)).toBe(false);
    },
  );
});
