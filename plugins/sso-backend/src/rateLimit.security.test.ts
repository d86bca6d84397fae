import {
  insertLocal,
  password,
  post,
  tryPassword,
} from './__testUtils__/localAccounts';
import { usePortal } from './__testUtils__/portalFixture';
import { createTestDatabases } from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe("Backstage's own rate limit", () => {
  const fixture = usePortal(databases, 'SQLITE_3', {
    externalApiUrl: 'http://localhost:7007/api',
    backstageHttp: true,
    config: {
      backend: {
        trustProxy: 'loopback',
        rateLimit: {
          global: false,
          plugin: {
            sso: {
              window: '1m',
              incomingRequestLimit: 5,
              ipAllowList: ['203.0.113.1'],
            },
          },
        },
      },
    },
  });
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('G13 backend.rateLimit.plugin.sso limits /api/sso/local by address', async () => {
    await insertLocal(fixture.knex);
    const outcomes: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      outcomes.push(
        await tryPassword(fixture.portal, 'ada', password, from('192.0.2.1')),
      );
    }
    expect(outcomes).toEqual([...Array(5).fill('signedIn'), '429', '429']);
    const limited = await post(
      fixture.portal,
      '/local/password-reset/read',
      { key: 'x' },
      from('192.0.2.1'),
    );
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    for (const address of ['192.0.2.2', '203.0.113.1']) {
      expect(
        await tryPassword(fixture.portal, 'ada', password, from(address)),
      ).toBe('signedIn');
    }
  });
});
