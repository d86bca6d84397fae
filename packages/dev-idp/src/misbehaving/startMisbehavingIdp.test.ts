import { signInAt } from '../browser/signInAt';
import { developmentPeople } from '../people';
import {
  createRequest,
  observeSignIn,
  read,
  redeem,
} from './__testUtils__/observeSignIn';
import { MisbehavingIdp } from './MisbehavingIdp';
import { startMisbehavingIdp } from './startMisbehavingIdp';

describe('startMisbehavingIdp, honest', () => {
  let idp: MisbehavingIdp;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });
  beforeEach(() => {
    idp.claims({});
    idp.clearLog();
  });
  afterAll(async () => {
    await idp.stop();
  });

  async function signIn(parameters: Record<string, string> = {}) {
    const { url, verifier } = createRequest(idp, parameters);
    const redirect = new URL((await signInAt(idp, url)).url);
    return { code: redirect.searchParams.get('code') ?? '', verifier };
  }

  it('signs in without a page', async () => {
    const observed = await observeSignIn(idp);
    expect(Object.fromEntries(observed.callback)).toEqual({
      state: 'the-state',
      iss: idp.issuer,
      code: expect.any(String),
    });
    expect(observed.verified).toBe(true);
    expect(observed.header.alg).toBe('RS256');
    expect(observed.payload).toMatchObject({
      iss: idp.issuer,
      aud: idp.clientId,
      nonce: 'the-nonce',
      sub: developmentPeople[0].subject,
      email_verified: true,
    });
    expect(JSON.parse(observed.userinfo.text)).toMatchObject({
      sub: developmentPeople[0].subject,
    });
  });

  it('accepts a code once', async () => {
    const { code, verifier } = await signIn();
    const attempt = { code, code_verifier: verifier };
    expect((await redeem(idp, attempt)).status).toBe(200);
    expect(JSON.parse((await redeem(idp, attempt)).text)).toEqual({
      error: 'invalid_grant',
    });
  });

  it.each([
    ['client_secret', 'wrong', 'invalid_client'],
    ['client_id', 'wrong', 'invalid_client'],
    ['code_verifier', 'wrong', 'invalid_grant'],
    ['redirect_uri', 'http://localhost:7007/other', 'invalid_grant'],
    ['code', 'wrong', 'invalid_grant'],
    ['grant_type', 'password', 'unsupported_grant_type'],
  ])('refuses a wrong %s', async (name, value, error) => {
    const { code, verifier } = await signIn();
    const refused = await redeem(idp, {
      code,
      code_verifier: verifier,
      [name]: value,
    });
    expect(JSON.parse(refused.text)).toEqual({ error });
    const fresh = await signIn();
    const accepted = await redeem(idp, {
      code: fresh.code,
      code_verifier: fresh.verifier,
    });
    expect(accepted.status).toBe(200);
  });

  it.each([
    [200, 'latchkey-test'],
    [401, 'somebody-else'],
  ])('answers %d to client_secret_basic of %s', async (status, clientId) => {
    const { code, verifier } = await signIn();
    const response = await fetch(`${idp.issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(
          `${clientId}:${idp.clientSecret}`,
        ).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        redirect_uri: 'http://localhost:7007/callback',
        code,
        code_verifier: verifier,
      }),
    });
    expect((await read(response)).status).toBe(status);
  });

  it.each<Record<string, string>>([
    { client_id: 'another-client' },
    { redirect_uri: 'https://portal.example.test/callback' },
    { response_type: 'token' },
    { response_type: 'id_token', response_mode: 'query' },
    { scope: 'profile' },
    { code_challenge_method: 'plain' },
  ])('refuses the request with %j', async parameters => {
    await expect(signIn(parameters)).rejects.toThrow('answered 400');
  });

  it('supports code id_token with form_post', async () => {
    const { url } = createRequest(idp, {
      response_type: 'code id_token',
      response_mode: 'form_post',
    });
    const redirect = await signInAt(idp, url);
    expect(redirect.method).toBe('POST');
    expect([...(redirect.body?.keys() ?? [])].sort()).toEqual([
      'code',
      'id_token',
      'iss',
      'state',
    ]);
  });

  it('says what it is told of the person, where it is told to', async () => {
    idp.claims({ sub: 'another', email: undefined, department: 'Finance' });
    const both = await observeSignIn(idp);
    expect(both.payload).toMatchObject({
      sub: 'another',
      department: 'Finance',
    });
    expect(both.payload).not.toHaveProperty('email');
    expect(JSON.parse(both.userinfo.text).department).toBe('Finance');

    idp.claims({ department: 'Sales' }, { in: 'userinfo' });
    const one = await observeSignIn(idp);
    expect(one.payload.department).toBe('Finance');
    expect(JSON.parse(one.userinfo.text).department).toBe('Sales');
  });

  it('logs requests by endpoint', async () => {
    await signIn();
    expect(idp.log).toEqual([{ endpoint: 'authorization', method: 'GET' }]);
    expect(idp.calls('token')).toBe(0);
    await redeem(idp, { code: 'wrong' });
    expect(idp.calls('token')).toBe(1);
    idp.clearLog();
    expect(idp.log).toEqual([]);
  });

  it('returns from signing out', async () => {
    const url = new URL('/logout', idp.issuer);
    url.searchParams.set('post_logout_redirect_uri', 'http://localhost:3000/');
    url.searchParams.set('state', 'logout-state');
    expect((await signInAt(idp, url)).url).toBe(
      'http://localhost:3000/?state=logout-state',
    );
  });

  it('refuses an unknown access token', async () => {
    const response = await read(
      await fetch(`${idp.issuer}/userinfo`, {
        headers: { authorization: 'Bearer wrong' },
      }),
    );
    expect(response.status).toBe(401);
  });
});
