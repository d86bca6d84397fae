import { logoutMisbehaviours } from '@latchkey/dev-idp';
import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { isSignedIn } from './__testUtils__/logoutFlow';
import { useOidcLogout } from './__testUtils__/oidcLogoutFixture';
import {
  loadFrame,
  logoutUrlOf,
  postLogoutToken,
} from './__testUtils__/oidcLogoutFlow';
import { connectSaml, createForge } from './__testUtils__/samlFlow';
import { activateOidc } from './__testUtils__/signInFlow';
import { type PageAnswer, TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const whom = { sub: 'ada', sid: 's1' };

describe.each(mainEngine(databases))('C21 OIDC logout on %s', engine => {
  const fixture = useOidcLogout(databases, engine);
  const { signInAs } = fixture;

  /** The way every refusal of the back channel looks. */
  const expectRefusal = async (page: PageAnswer, code: string) => {
    const { first } = fixture;
    expect(page.status).toBe(400);
    expect(page.location).toBeUndefined();
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-type')).toContain('application/json');
    const body = JSON.parse(page.text);
    expect(body).toEqual({
      error: 'invalid_request',
      // RFC 6749 section 5.2
      error_description: expect.stringMatching(
        /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/,
      ),
    });
    const [, reference] = /Reference (\S+)$/.exec(body.error_description) ?? [];
    const trace = await first.admin.call(ssoAdminOperations.getTrace, {
      params: { reference },
    });
    expect(trace.code).toBe(code);
    expect(trace.steps.map(({ step }) => step)).toEqual(['logout']);
  };

  it('OIDC-6 refuses every logout token that is wrong, and takes the honest twin of each', async () => {
    const { idp, first, second } = fixture;
    const wrong = logoutMisbehaviours.filter(({ honest }) => !honest);
    expect(wrong.length).toBeGreaterThan(30);
    let browser = await signInAs(whom);
    for (const { name } of wrong) {
      const token = await idp.logoutToken(whom, name);
      await expectRefusal(
        await postLogoutToken(second, 'okta', token),
        'oidc-logout-invalid',
      );
      expect([name, await isSignedIn(first, browser)]).toEqual([name, true]);
      expect(first.log.concat(second.log).join('\n')).not.toContain(
        token.split('.')[1],
      );
    }
    for (const { name } of logoutMisbehaviours.filter(one => one.honest)) {
      const token = await idp.logoutToken(whom, name);
      const page = await postLogoutToken(second, 'okta', token);
      expect([name, page.status]).toEqual([name, 200]);
      expect(await isSignedIn(first, browser)).toBe(false);
      browser = await signInAs(whom);
    }
    expect(idp.calls('attackerJwks')).toBe(0);
  }, 60_000);

  it('OIDC-6 answers with an empty page that is kept nowhere', async () => {
    const { idp, first, second } = fixture;
    const browser = await signInAs(whom);
    const page = await postLogoutToken(
      second,
      'okta',
      await idp.logoutToken(whom),
    );
    expect(page.status).toBe(200);
    expect(page.text).toBe('');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(await isSignedIn(first, browser)).toBe(false);
    expect(await isSignedIn(second, browser)).toBe(false);
  });

  it.each([
    ['the session of the person', whom, [false, true, true]],
    ['the session only', { sid: 's1' }, [false, true, true]],
    ['the person only', { sub: 'ada' }, [false, false, true]],
    ['another session', { sub: 'ada', sid: 's3' }, [true, true, true]],
    ['the session of another case', { sid: 'S1' }, [true, true, true]],
    [
      'another person with this session',
      { sub: 'bob', sid: 's1' },
      [true, true, true],
    ],
    ['another person', { sub: 'eve' }, [true, true, true]],
    ['a longer name', { sub: 'ada2' }, [true, true, true]],
  ])('OIDC-6 by %s ends what it names', async (_, claims, alive) => {
    const { idp, first, second } = fixture;
    const browsers = [
      await signInAs(whom),
      await signInAs({ sub: 'ada', sid: 's2' }),
      await signInAs({ sub: 'bob', sid: 's9' }),
    ];
    const token = await idp.logoutToken(claims);
    const page = await postLogoutToken(second, 'okta', token);
    // Also when there was nothing to end.
    expect(page.status).toBe(200);
    expect(
      await Promise.all(browsers.map(one => isSignedIn(first, one))),
    ).toEqual(alive);
  });

  it('OIDC-6 a second token for a session that has ended is no failure', async () => {
    const { knex, idp, first } = fixture;
    await signInAs(whom);
    for (let index = 0; index < 2; index++) {
      const token = await idp.logoutToken(whom);
      expect((await postLogoutToken(first, 'okta', token)).status).toBe(200);
    }
    expect(
      await knex('sso_events').where({ type: 'sign-out-by-provider' }),
    ).toHaveLength(1);
  });

  it('OIDC-6 a copy ends no later session, on no replica', async () => {
    const { idp, first, second } = fixture;
    const token = await idp.logoutToken(whom);
    await signInAs(whom);
    expect((await postLogoutToken(first, 'okta', token)).status).toBe(200);
    const browser = await signInAs(whom);
    for (const portal of [first, second]) {
      await expectRefusal(
        await postLogoutToken(portal, 'okta', token),
        'answer-replayed',
      );
    }
    expect(await isSignedIn(first, browser)).toBe(true);
  });

  it('OIDC-6 G20 of twenty copies at once one is taken', async () => {
    const { idp, first, second } = fixture;
    const token = await idp.logoutToken(whom);
    const pages = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        postLogoutToken(index % 2 ? first : second, 'okta', token),
      ),
    );
    const statuses = pages.map(({ status }) => status);
    expect(statuses.filter(status => status === 200)).toHaveLength(1);
    expect(statuses.filter(status => status === 400)).toHaveLength(19);
  });

  it('OIDC-6 a provider ends no session of another one', async () => {
    const { idp, other, first } = fixture;
    await activateOidc(first, other, { id: 'other' });
    const browser = await signInAs(whom);
    for (const [connectionId, token] of [
      ['okta', await other.logoutToken(whom)],
      ['okta', await other.logoutToken({ ...whom, iss: idp.issuer })],
      ['other', await idp.logoutToken(whom)],
    ]) {
      await expectRefusal(
        await postLogoutToken(first, connectionId, token),
        'oidc-logout-invalid',
      );
    }
    // What it may say of its own people is not about those of the first one.
    const token = await other.logoutToken(whom);
    expect((await postLogoutToken(first, 'other', token)).status).toBe(200);
    expect(await isSignedIn(first, browser)).toBe(true);
  });

  it('OIDC-6 a token for one SSO connection is none for its twin', async () => {
    const { idp, first } = fixture;
    await activateOidc(first, idp, { id: 'twin' });
    const here = await signInAs(whom);
    const token = await idp.logoutToken(whom);
    expect((await postLogoutToken(first, 'twin', token)).status).toBe(200);
    expect(await isSignedIn(first, here)).toBe(true);
    expect((await postLogoutToken(first, 'okta', token)).status).toBe(200);
    expect(await isSignedIn(first, here)).toBe(false);
  });

  it('OIDC-6 what is no back-channel request is refused in the same way', async () => {
    const { idp, first, second } = fixture;
    const browser = await signInAs(whom);
    const url = `${logoutUrlOf(second, 'okta')}/back-channel`;
    const token = await idp.logoutToken(whom);
    const form = `logout_token=${token}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const post = (target: string, init: RequestInit) =>
      new TestBrowser().request(target, { method: 'POST', ...init });
    const attempts: PageAnswer[] = [
      await post(url, { headers, body: '' }),
      await post(url, { headers, body: `${form}&${form}` }),
      await post(url, { headers, body: `x=${'x'.repeat(70_000)}&${form}` }),
      await post(url, { body: form }),
      await post(url, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ logout_token: token }),
      }),
      await post(`${url}?${form}`, { headers, body: '' }),
    ];
    for (const page of attempts) {
      await expectRefusal(page, 'callback-malformed');
    }
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const page = await new TestBrowser().request(`${url}?${form}`, {
        method,
      });
      expect([method, page.status]).toEqual([method, 405]);
    }
    expect(await isSignedIn(first, browser)).toBe(true);
    expect(second.log.join('\n')).not.toContain(token);
    expect((await post(url, { headers, body: form })).status).toBe(200);
    expect(await isSignedIn(first, browser)).toBe(false);
  });

  it('OIDC-6 an SSO connection that is not there, or of another protocol, is refused', async () => {
    const { idp, first } = fixture;
    const saml = await connectSaml(first, await createForge('idp-a'));
    const token = await idp.logoutToken(whom);
    await expectRefusal(
      await postLogoutToken(first, 'missing', token),
      'connection-not-found',
    );
    await expectRefusal(
      await postLogoutToken(first, 'a%20b', token),
      'connection-not-found',
    );
    await expectRefusal(
      await postLogoutToken(first, saml.id, token),
      'logout-unsupported',
    );
    const frame = await loadFrame(first, saml.id, { iss: 'x', sid: 's1' });
    expect(frame.status).toBe(400);
  });

  it('OIDC-6 CONN-6 a replica that was started without the SSO connection does not listen', async () => {
    const { idp, first, without } = fixture;
    const browser = await signInAs(whom);
    const token = await idp.logoutToken(whom);
    await expectRefusal(
      await postLogoutToken(without, 'okta', token),
      'connection-skipped',
    );
    const frame = await loadFrame(without, 'okta', {
      iss: idp.issuer,
      sid: 's1',
    });
    expect(frame.status).toBe(400);
    expect(await isSignedIn(first, browser)).toBe(true);
    expect((await postLogoutToken(first, 'okta', token)).status).toBe(200);
    expect(await isSignedIn(first, browser)).toBe(false);
  });
});
