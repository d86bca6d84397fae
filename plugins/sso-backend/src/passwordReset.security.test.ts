import { request as httpRequest } from 'node:http';
import {
  ssoAccountOperations,
  ssoPublicOperations as operations,
} from '@latchkey/plugin-sso-common';
import { redeem } from './__testUtils__/administrator';
import {
  insertLocal,
  password,
  post,
  tryPassword,
} from './__testUtils__/localAccounts';
import { createMailbox, keyOf } from './__testUtils__/passwordLinks';
import { usePortal } from './__testUtils__/portalFixture';
import { refresh } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { newBearer } from './secrets/bearer';

const databases = createTestDatabases();
// Hashes passwords by the dozen, perhaps on a busy machine.
jest.setTimeout(60_000);
const mailbox = createMailbox();
const newPassword = 'another good passphrase';

describe.each(mainEngine(databases))('reset keys on %s', engine => {
  const fixture = usePortal(databases, engine, {
    features: [mailbox.feature],
    config: {
      sso: {
        local: {
          addressLockout: { attempts: 5 },
          passwordReset: { delivery: 'notifications' },
        },
      },
    },
  });
  let accountId: string;
  beforeEach(async () => {
    mailbox.sent.splice(0);
    accountId = await insertLocal(fixture.knex);
  });

  const askFor = (username: string, headers = {}) =>
    post(
      fixture.portal,
      '/local/password-reset/request',
      { username },
      headers,
    );
  const requestKey = async (username = 'ada') => {
    const count = mailbox.sent.length + 1;
    await askFor(username);
    return keyOf(await mailbox.waitFor(count));
  };
  const complete = async (key: string, typed = newPassword) => {
    const { status, body } = await post(
      fixture.portal,
      '/local/password-reset',
      { key, password: typed },
    );
    return body.refusal?.code ?? status;
  };
  const read = async (key: string) => {
    const { status, body } = await post(
      fixture.portal,
      '/local/password-reset/read',
      { key },
    );
    return body.refusal?.code ?? status;
  };

  it('G15 LOCAL-5 only the hash of a key is stored, and no log has it', async () => {
    const { portal, knex } = fixture;
    const key = await requestKey();
    const rows = await knex('sso_pending');
    expect(rows).toHaveLength(1);
    const kept = JSON.stringify([rows, await knex('sso_events'), portal.log]);
    expect(kept).not.toContain(key);
    expect(await complete(key)).toBe(204);
    expect(JSON.stringify(portal.log)).not.toContain(key);
    expect(JSON.stringify(portal.log)).not.toContain(newPassword);
  });

  it('G15 a key is good once', async () => {
    const key = await requestKey();
    expect(await complete(key)).toBe(204);
    expect(await complete(key, 'a third good passphrase')).toBe(
      'reset-key-invalid',
    );
    expect(await tryPassword(fixture.portal, 'ada', newPassword)).toBe(
      'signedIn',
    );
  });

  it('G15 G20 a key that is used twice at the same moment sets one password', async () => {
    const key = await requestKey();
    const passwords = Array.from(
      { length: 8 },
      (_, index) => `good passphrase number ${index}`,
    );
    const outcomes = await Promise.all(
      passwords.map(typed => complete(key, typed)),
    );
    expect(outcomes.filter(outcome => outcome === 204)).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set([204, 'reset-key-invalid']));
    const { portal } = fixture;
    expect(
      await tryPassword(portal, 'ada', passwords[outcomes.indexOf(204)]),
    ).toBe('signedIn');
  });

  it('G15 LOCAL-5 a key expires: after half an hour when sent, after a day when handed out', async () => {
    const { portal, knex } = fixture;
    const sent = await requestKey();
    const lifetime = async () => {
      const [row] = await knex('sso_pending').orderBy('expires_at', 'desc');
      return Math.round(
        (new Date(row.expires_at).getTime() - Date.now()) / 60_000,
      );
    };
    expect(await lifetime()).toBe(30);
    const { url } = await portal.admin.call(
      ssoAccountOperations.resetAccountPassword,
      { params: { accountId } },
    );
    expect(await lifetime()).toBe(24 * 60);
    expect(await read(sent)).toBe('reset-key-invalid');
    expect(await read(keyOf(url))).toBe(200);
    await knex('sso_pending').update({ expires_at: new Date(Date.now() - 1) });
    expect(await read(keyOf(url))).toBe('reset-key-invalid');
    expect(await complete(keyOf(url))).toBe('reset-key-invalid');
  });

  it('G15 a key is void once the email has changed, and good when it is the same again', async () => {
    const { knex } = fixture;
    const key = await requestKey();
    const setEmail = (email: string | null) =>
      knex('sso_accounts').update({ email, email_key: email });
    for (const email of ['eve@example.test', null]) {
      await setEmail(email);
      expect(await read(key)).toBe('reset-key-invalid');
      expect(await complete(key)).toBe('reset-key-invalid');
    }
    await setEmail('ada@example.test');
    expect(await complete(key)).toBe(204);
  });

  it('G15 a key sets the password of its own account only', async () => {
    const { knex, portal } = fixture;
    await insertLocal(knex, 'bob');
    const key = await requestKey('bob');
    expect(await complete(key)).toBe(204);
    expect(await tryPassword(portal, 'ada', newPassword)).toBe(
      'credentials-wrong',
    );
    expect(await tryPassword(portal, 'ada', password)).toBe('signedIn');
    expect(await tryPassword(portal, 'bob', newPassword)).toBe('signedIn');
    const unknown = await portal.anonymous.send(
      operations.completePasswordReset,
      { body: { key: newBearer(), password: newPassword, username: 'ada' } },
    );
    expect(unknown.status).toBe(400);
  });

  it.each([
    ['disabled', { state: 'disabled' }],
    ['of a provider', { source: 'okta' }],
  ])('G15 G16 a key is void once the account is %s', async (_, change) => {
    const { knex } = fixture;
    const key = await requestKey();
    await knex('sso_accounts').update(change);
    expect(await complete(key)).toBe('reset-key-invalid');
    await knex('sso_accounts').update({ state: 'active', source: 'local' });
    expect(await complete(key)).toBe(204);
  });

  it('G15 a challenge, a ticket and other bearer values are no keys', async () => {
    const { portal, knex } = fixture;
    const { body } = await post(portal, '/local/sign-in', {
      username: 'ada',
      password,
    });
    const key = await requestKey();
    await knex('sso_pending').update({ kind: 'secondFactor' });
    for (const bearer of [key, String(body.ticket), newBearer(), 'x', '%00']) {
      expect(await read(bearer)).toBe('reset-key-invalid');
      expect(await complete(bearer)).toBe('reset-key-invalid');
    }
    await knex('sso_pending').update({ kind: 'passwordReset' });
    expect(await complete(key)).toBe(204);
  });

  it('G15 LOCAL-6 a new password ends all sessions, and signs nobody in', async () => {
    const { portal, knex } = fixture;
    const browsers = [new TestBrowser(), new TestBrowser()];
    for (const browser of browsers) {
      const { body } = await post(portal, '/local/sign-in', {
        username: 'ada',
        password,
      });
      await redeem(portal, browser, String(body.ticket));
      expect((await refresh(portal, browser)).status).toBe(200);
    }
    // One that was not redeemed yet.
    const { body: waiting } = await post(portal, '/local/sign-in', {
      username: 'ada',
      password,
    });
    const key = await requestKey();
    expect((await refresh(portal, browsers[0])).status).toBe(200);

    expect(await complete(key)).toBe(204);
    for (const browser of browsers) {
      expect((await refresh(portal, browser)).status).toBe(401);
    }
    const late = await redeem(portal, browsers[0], String(waiting.ticket));
    expect(late.status).not.toBe(204);
    expect(await knex('sso_sessions')).toEqual([]);
  });

  it('G15 one link that is used voids all others', async () => {
    const first = await requestKey();
    const second = await requestKey();
    expect(await complete(first)).toBe(204);
    expect(await complete(second, 'a third good passphrase')).toBe(
      'reset-key-invalid',
    );
  });

  it('G15 no header of a request decides where the link leads', async () => {
    const { apiUrl } = fixture.portal;
    const url = new URL(`${apiUrl}/sso/local/password-reset/request`);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = httpRequest(
        url,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            host: 'evil.test',
            origin: 'https://evil.test',
            referer: 'https://evil.test/',
            forwarded: 'host=evil.test;proto=https',
            'x-forwarded-host': 'evil.test',
            'x-forwarded-proto': 'https',
            'x-original-host': 'evil.test',
          },
        },
        answer => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sending.on('error', reject);
      sending.end(JSON.stringify({ username: 'ada' }));
    });
    expect(status).toBe(204);
    const link = await mailbox.waitFor(1);
    expect(link.href).toMatch(new RegExp(`^${APP_URL}/#sso-reset=[\\w-]{43}$`));
    expect(JSON.stringify(mailbox.sent)).not.toContain('evil.test');
  });

  it('G13 G15 one address can ask for a few links only', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 7; index += 1) {
      statuses.push((await askFor(`name${index}`)).status);
    }
    expect(statuses).toEqual([...Array(5).fill(204), 429, 429]);
  });
});

describe('without local sign-in', () => {
  const fixture = usePortal(databases, 'SQLITE_3', {
    features: [mailbox.feature],
    config: {
      sso: {
        local: {
          enabled: false,
          passwordReset: { delivery: 'notifications' },
        },
      },
    },
  });

  it('G16 LOCAL-1 no link is sent and none works', async () => {
    await insertLocal(fixture.knex);
    const answers = [
      await post(fixture.portal, '/local/password-reset/request', {
        username: 'ada',
      }),
      await post(fixture.portal, '/local/password-reset/read', { key: 'x' }),
      await post(fixture.portal, '/local/password-reset', {
        key: 'x',
        password: newPassword,
      }),
    ];
    expect(answers.map(({ body }) => body.refusal?.code)).toEqual(
      Array(3).fill('local-sign-in-off'),
    );
  });
});
