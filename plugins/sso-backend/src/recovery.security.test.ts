import { ssoPublicOperations as operations } from '@latchkey/plugin-sso-common';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { insertLocal } from './__testUtils__/localAccounts';
import { countRows, noRows, usePortal } from './__testUtils__/portalFixture';
import {
  keyRing,
  printedToken,
  recover,
  resign,
} from './__testUtils__/recoveryLinks';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { RECOVERY_LINK_LIFETIME } from './recovery/RecoveryTokens';
import { deriveKey } from './secrets/deriveKey';

const databases = createTestDatabases();
const INVALID = 'recovery-link-invalid';
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
/** Swaps a part of a token: header, claims or signature. */
const withPart = (token: string, index: number, part: string) =>
  token
    .split('.')
    .map((old, at) => (at === index ? part : old))
    .join('.');
const encode = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(mainEngine(databases))('recovery links on %s', engine => {
  const fixture = usePortal(databases, engine);
  let replica: TestPortal;
  beforeAll(async () => {
    replica = await startTestPortal({
      databases,
      knex: fixture.knex,
      externalApiUrl: fixture.portal.apiUrl,
    });
  }, 60_000);
  afterAll(() => replica?.stop());
  beforeEach(async () => {
    await insertLocal(fixture.knex, 'admin');
    await insertLocal(fixture.knex, 'mallory');
  });

  type Attack = (token: string) => Promise<string> | string;
  const claiming =
    (claims: Record<string, unknown>): Attack =>
    token =>
      resign(token, { claims });
  const headed =
    (header: Record<string, unknown>): Attack =>
    token =>
      resign(token, { header });
  const signedWith =
    (key: Buffer, alg = 'HS256'): Attack =>
    token =>
      new SignJWT(decodeJwt(token))
        .setProtectedHeader({ ...decodeProtectedHeader(token), alg })
        .sign(key);
  const [{ secret }] = keyRing;
  const rightKey = deriveKey(secret, 'recovery-link');
  const attacks: Readonly<Record<string, Attack>> = {
    'with other claims': token =>
      withPart(token, 1, encode({ ...decodeJwt(token), jti: randomUUID() })),
    'without a signature': token => withPart(token, 2, ''),
    'with the signature of another link': async token =>
      withPart(token, 2, (await printedToken()).split('.')[2]),
    'with alg none': token => new UnsecuredJWT(decodeJwt(token)).encode(),
    'with alg none in the header of a signed one': token =>
      withPart(
        token,
        0,
        encode({ ...decodeProtectedHeader(token), alg: 'none' }),
      ),
    'with another algorithm and the right key': signedWith(
      Buffer.concat([rightKey, Buffer.alloc(32)]),
      'HS512',
    ),
    'with a key of somebody else': token =>
      resign(token, { secret: 'the key of somebody else, 32 chars' }),
    'with the secret itself as the key': signedWith(Buffer.from(secret)),
    'with the key that seals secrets': signedWith(deriveKey(secret, 'seal')),
    'with an unknown key id': headed({ kid: 'other' }),
    'without a key id': headed({ kid: undefined }),
    'of another kind': headed({ typ: 'JWT' }),
    'of no kind': headed({ typ: undefined }),
    'for another portal': claiming({ aud: 'https://other.test' }),
    'for another port of this host': claiming({ aud: 'http://localhost:3001' }),
    'for nobody': claiming({ aud: undefined }),
    'of another portal': claiming({ iss: 'https://other.test' }),
    'of nobody': claiming({ iss: undefined }),
    'without an id': claiming({ jti: undefined }),
    'without an end': claiming({ exp: undefined }),
    'without a beginning': claiming({ iat: undefined }),
    'without a user': claiming({ sub: undefined }),
    'that has expired': claiming({ exp: inSeconds(-90) }),
    'that was made too long ago, with a later end': claiming({
      iat: inSeconds(-RECOVERY_LINK_LIFETIME / 1000 - 90),
      exp: inSeconds(3600),
    }),
    'of tomorrow': claiming({ iat: inSeconds(86_400), exp: inSeconds(87_000) }),
    'that is no token': () => 'x.y.z',
    'that has no parts': () => '..',
  };

  it.each(Object.entries(attacks))(
    'LOCAL-7 refuses a link %s',
    async (_, attack) => {
      const honest = await printedToken();
      const forged = await attack(honest);
      expect(forged).not.toBe(honest);
      expect(await recover(fixture.portal, forged)).toBe(INVALID);
      expect(await countRows(fixture.knex)).toEqual({ ...noRows, accounts: 2 });
      expect(await fixture.knex('sso_replay')).toEqual([]);

      // The same link without the attack.
      expect(await recover(fixture.portal, honest)).toBe('signedIn');
    },
  );

  it('LOCAL-7 takes a clock that is a little off', async () => {
    const token = await printedToken(undefined, {
      now: () => new Date(Date.now() + 30_000),
    });
    expect(await recover(fixture.portal, token)).toBe('signedIn');
  });

  it('LOCAL-7 works once', async () => {
    const token = await printedToken();
    expect(await recover(fixture.portal, token)).toBe('signedIn');
    expect(await recover(fixture.portal, token)).toBe(INVALID);
    expect(await recover(replica, token)).toBe(INVALID);
    expect(await recover(replica, await printedToken())).toBe('signedIn');
  });

  it('LOCAL-7 works once when it is used 20 times at once, on two replicas', async () => {
    const token = await printedToken();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        recover(index % 2 ? fixture.portal : replica, token),
      ),
    );
    expect(outcomes.sort()).toEqual([...Array(19).fill(INVALID), 'signedIn']);
    expect(await countRows(fixture.knex)).toMatchObject({ sessions: 1 });
  });

  it('LOCAL-7 makes one set-up key when a link is used 20 times at once', async () => {
    await fixture.knex('sso_accounts').delete();
    await fixture.knex('sso_setup_keys').delete();
    const token = await printedToken();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => recover(fixture.portal, token)),
    );
    expect(outcomes.sort()).toEqual([...Array(19).fill(INVALID), 'setup']);
    expect(await fixture.knex('sso_setup_keys')).toHaveLength(1);
  });

  it('LOCAL-7 is for administrators of the configuration only', async () => {
    // Whoever has the keys could sign this; the portal still asks itself.
    for (const ref of ['user:default/mallory', 'user:default/nobody']) {
      expect(await recover(fixture.portal, await printedToken(ref))).toBe(
        INVALID,
      );
    }
    for (const ref of ['group:default/admins', 'User:default/ADMIN', 'admin']) {
      expect(await recover(fixture.portal, await printedToken(ref))).toBe(
        INVALID,
      );
    }
    expect(await countRows(fixture.knex)).toEqual({ ...noRows, accounts: 2 });
    expect(await recover(fixture.portal, await printedToken())).toBe(
      'signedIn',
    );
  });

  it('LOCAL-7 G14 refuses a disabled administrator, and does not spend the link', async () => {
    const token = await printedToken();
    const accounts = fixture.knex('sso_accounts').where({ username: 'admin' });
    await accounts.clone().update({ state: 'disabled' });
    expect(await recover(fixture.portal, token)).toBe('account-disabled');
    expect(await countRows(fixture.knex)).toEqual({ ...noRows, accounts: 2 });

    await accounts.clone().update({ state: 'active' });
    expect(await recover(fixture.portal, token)).toBe('signedIn');
  });

  it('LOCAL-7 leaves no token in log, database, answers or addresses', async () => {
    const token = await printedToken();
    const [, , signature] = token.split('.');
    const expired = await resign(token, { claims: { exp: inSeconds(-90) } });
    await recover(fixture.portal, token);
    await recover(fixture.portal, token);
    const refused = await fixture.portal.anonymous.send(operations.recover, {
      body: { token: expired },
    });
    expect(refused.status).toBe(403);
    const kept = [
      fixture.portal.log.join('\n'),
      JSON.stringify(await fixture.knex('sso_events')),
      JSON.stringify(await fixture.knex('sso_replay')),
      JSON.stringify(await fixture.knex('sso_sessions')),
      JSON.stringify(refused),
    ].join('\n');
    expect(kept).toContain('recovery-link-used');
    for (const part of [signature, expired.split('.')[2], token]) {
      expect(kept).not.toContain(part);
    }
  });

  it('LOCAL-7 says in the log why a link was refused, and to nobody else', async () => {
    const expired = await resign(await printedToken(), {
      claims: { exp: inSeconds(-90) },
    });
    expect(await recover(fixture.portal, expired)).toBe(INVALID);
    expect(fixture.portal.log.join('\n')).toMatch(
      /Refused a recovery link: .*"exp" claim timestamp check failed/,
    );
  });
});
