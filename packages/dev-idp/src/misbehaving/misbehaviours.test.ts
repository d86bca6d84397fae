import { signInAt } from '../browser/signInAt';
import { createRequest, observeSignIn } from './__testUtils__/observeSignIn';
import { signInChecks } from './__testUtils__/signInChecks';
import { MisbehavingIdp } from './MisbehavingIdp';
import { Misbehaviour } from './misbehaviourRules';
import { misbehaviours } from './misbehaviours';
import { startMisbehavingIdp } from './startMisbehavingIdp';

describe('misbehaviours', () => {
  let idp: MisbehavingIdp;
  const discoveryUrl = () => `${idp.issuer}/.well-known/openid-configuration`;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });
  beforeEach(async () => {
    await idp.misbehave();
    idp.clearLog();
  });
  afterAll(async () => {
    await idp.stop();
  });

  it.each(Object.entries(signInChecks))('%s', async (name, check) => {
    const honest = await observeSignIn(idp);
    await idp.misbehave(name as Misbehaviour);
    await check(await observeSignIn(idp), honest, idp);
    await idp.misbehave();
    const again = await observeSignIn(idp);
    expect(again.verified).toBe(true);
    expect(again.userinfo.status).toBe(200);
  });

  it.each([
    [
      'wrongCHash',
      (hash: unknown) => expect(hash).toBe('AAAAAAAAAAAAAAAAAAAAAA'),
    ],
    ['missingCHash', (hash: unknown) => expect(hash).toBeUndefined()],
  ] as const)('%s', async (name, check) => {
    const request = { response_type: 'code id_token' };
    const hash = async () => {
      const { url } = createRequest(idp, request);
      const { hash: fragment } = new URL((await signInAt(idp, url)).url);
      const idToken = new URLSearchParams(fragment.slice(1)).get('id_token');
      const [, payload] = (idToken ?? '').split('.');
      return JSON.parse(Buffer.from(payload, 'base64url').toString()).c_hash;
    };
    expect(await hash()).toHaveLength(22);
    await idp.misbehave(name);
    check(await hash());
  });

  it.each([
    [
      'discoveryIssuerMismatch',
      200,
      (text: string) =>
        expect(JSON.parse(text).issuer).toBe(
          'https://other-issuer.example.test',
        ),
    ],
    [
      'discoveryHtml',
      200,
      (text: string) => expect(text).toContain('<!DOCTYPE html>'),
    ],
    [
      'discovery404',
      404,
      (text: string) => expect(text).toContain('not_found'),
    ],
    [
      'discoveryHuge',
      200,
      (text: string) => expect(text.length).toBeGreaterThan(60_000_000),
    ],
    ['discoveryRedirect', 302, (text: string) => expect(text).toBe('')],
  ] as const)('%s', async (name, status, check) => {
    await idp.misbehave(name);
    const response = await fetch(discoveryUrl(), { redirect: 'manual' });
    expect(response.status).toBe(status);
    check(await response.text());
    expect(idp.calls('internal')).toBe(0);
    await idp.misbehave();
    const document = await (await fetch(discoveryUrl())).json();
    expect(document.issuer).toBe(idp.issuer);
  });

  it('discoveryRedirect leads to a place which is logged', async () => {
    await idp.misbehave('discoveryRedirect');
    await fetch(discoveryUrl());
    expect(idp.calls('internal')).toBe(1);
  });

  it.each(['discovery', 'token', 'userinfo'] as const)(
    '%sSlow never answers',
    async endpoint => {
      const slow = await startMisbehavingIdp();
      await slow.misbehave(`${endpoint}Slow`);
      const pending =
        endpoint === 'discovery'
          ? fetch(`${slow.issuer}/.well-known/openid-configuration`)
          : observeSignIn(slow);
      const outcome = pending.then(
        () => 'answered',
        () => 'closed',
      );
      while (slow.calls(endpoint) === 0) {
        await new Promise(setImmediate);
      }
      await slow.stop();
      expect(await outcome).toBe('closed');
    },
  );

  it('are all listed and all checked', () => {
    const elsewhere = [
      'discoveryIssuerMismatch',
      'discoveryHtml',
      'discovery404',
      'discoveryHuge',
      'discoverySlow',
      'discoveryRedirect',
      'tokenSlow',
      'userinfoSlow',
      'wrongCHash',
      'missingCHash',
    ];
    expect(misbehaviours.map(({ name }) => name).sort()).toEqual(
      [...Object.keys(signInChecks), ...elsewhere].sort(),
    );
    expect(
      misbehaviours.filter(({ honest }) => honest).map(({ name }) => name),
    ).toEqual(['rotateKey', 'audArray']);
  });
});
