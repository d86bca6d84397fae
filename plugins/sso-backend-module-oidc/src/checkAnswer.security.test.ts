import {
  MisbehavingIdp,
  signInAt,
  startMisbehavingIdp,
} from '@latchkey/dev-idp';
import type { SsoErrorCode } from '@latchkey/plugin-sso-common';
import {
  createProtocolTestContext,
  ProviderAnswer,
} from '@latchkey/plugin-sso-node/testUtils';
import {
  AttackBench,
  ResponseType,
  responseTypes,
} from './testUtils/AttackBench';
import { failureOf } from './testUtils/failureOf';

describe('OidcProtocol, as the answer is changed on its way', () => {
  let idp: MisbehavingIdp;
  let bench: AttackBench;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });

  afterAll(() => idp.stop());

  beforeEach(async () => {
    await idp.misbehave();
    idp.claims({}, { in: 'both' });
    idp.clearLog();
    bench = AttackBench.create(idp, location => signInAt(idp, location));
  });

  it('OIDC-5 shows the text of the provider cut and as plain data', async () => {
    const description = `<script>alert(1)</script>\u0000\r\n${'x'.repeat(999)}`;
    const error = await failureOf(
      bench.attempt('code', {
        tamper: answer => ({
          ...answer,
          parameters: {
            state: answer.parameters.state,
            iss: answer.parameters.iss,
            error: 'server_error',
            error_description: description,
          },
        }),
      }),
    );
    expect(error).toMatchObject({ code: 'provider-error' });
    const [, { value }] = (error as { evidence: Array<{ value: string }> })
      .evidence;
    expect(value).toHaveLength(300);
    expect(value).not.toMatch(/\p{Cc}/u);
    expect((error as Error).message).not.toContain('script');
    expect(idp.calls('token')).toBe(0);
  });

  const tampered: Array<
    [string, ResponseType, SsoErrorCode, (answer: ProviderAnswer) => object]
  > = [
    [
      'a GET where a form was asked for',
      'id_token',
      'callback-malformed',
      () => ({ method: 'GET' }),
    ],
    [
      'a form where a GET was asked for',
      'code',
      'callback-malformed',
      () => ({ method: 'POST' }),
    ],
    [
      'an answer without its code',
      'code',
      'callback-malformed',
      ({ parameters: { code, ...parameters } }) => ({ parameters }),
    ],
    [
      'an answer without its ID token',
      'code id_token',
      'callback-malformed',
      ({ parameters: { id_token, ...parameters } }) => ({ parameters }),
    ],
    [
      'an ID token where none was asked for',
      'code',
      'callback-malformed',
      ({ parameters }) => ({
        parameters: { ...parameters, id_token: 'a.b.c' },
      }),
    ],
    [
      'a code of somebody else',
      'code',
      'code-rejected',
      ({ parameters }) => ({ parameters: { ...parameters, code: 'other' } }),
    ],
    [
      'an ID token that is none',
      'id_token',
      'id-token-invalid',
      ({ parameters }) => ({ parameters: { ...parameters, id_token: 'x' } }),
    ],
    [
      'an ID token with a broken signature',
      'id_token',
      'id-token-invalid',
      ({ parameters }) => ({
        parameters: { ...parameters, id_token: `${parameters.id_token}!` },
      }),
    ],
    [
      'an ID token with a cut signature',
      'id_token',
      'id-token-signature',
      ({ parameters }) => ({
        parameters: {
          ...parameters,
          id_token: parameters.id_token.slice(0, -8),
        },
      }),
    ],
    [
      'an encrypted ID token',
      'id_token',
      'id-token-invalid',
      ({ parameters }) => ({
        parameters: { ...parameters, id_token: 'a.b.c.d.e' },
      }),
    ],
  ];

  it.each(tampered)(
    'OIDC-5 refuses %s (%s) as %s',
    async (_, responseType, code, change) => {
      await expect(bench.attempt(responseType)).resolves.toBeDefined();
      const error = await failureOf(
        bench.attempt(responseType, {
          tamper: answer => ({ ...answer, ...change(answer) }),
        }),
      );
      expect(error).toMatchObject({ name: 'SsoError', code });
      expect(bench.secretsIn(error)).toEqual([]);
    },
  );

  it('OIDC-5 refuses an answer in the address and in the form at once', async () => {
    const { startContext, finishContext } = createProtocolTestContext(
      bench.protocol,
      {
        settings: {
          issuer: idp.issuer,
          clientId: idp.clientId,
          responseType: 'id_token',
        },
      },
    );
    const { memory } = await bench.protocol.start(startContext);
    const context = finishContext(
      { method: 'POST', parameters: { state: startContext.state } },
      memory,
    );
    await expect(
      bench.protocol.finish({
        ...context,
        request: { ...context.request, query: { state: startContext.state } },
      }),
    ).rejects.toMatchObject({ code: 'callback-malformed' });
  });

  it.each(responseTypes)(
    'OIDC-5 refuses to finish (%s) what was not started',
    async responseType => {
      const { startContext, finishContext } = createProtocolTestContext(
        bench.protocol,
        {
          settings: {
            issuer: idp.issuer,
            clientId: idp.clientId,
            clientSecret: idp.clientSecret,
            responseType,
          },
        },
      );
      const parameters = {
        state: startContext.state,
        iss: idp.issuer,
        ...(responseType.includes('code') && { code: 'x' }),
        ...(responseType.includes('id_token') && { id_token: 'a.b.c' }),
      };
      const method = responseType === 'code' ? 'GET' : 'POST';
      await expect(
        bench.protocol.finish(finishContext({ method, parameters }, {})),
      ).rejects.toMatchObject({ name: 'SsoError' });
      expect(idp.calls('token')).toBe(0);
    },
  );
});
