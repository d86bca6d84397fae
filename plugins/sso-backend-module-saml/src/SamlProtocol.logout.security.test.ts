import {
  createSamlForge,
  developmentPeople,
  SamlForge,
  SamlLogoutRequestDraft,
} from '@latchkey/dev-idp';
import type { SsoLogoutMessage } from '@latchkey/plugin-sso-node';
import { createProtocolTestContext } from '@latchkey/plugin-sso-node/testUtils';
import { SamlProtocol } from './SamlProtocol';
import { portalUrls } from './__testUtils__/portal';

const entityId = 'https://idp.example.com/metadata';
const [alice] = developmentPeople;
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

describe('SamlProtocol, logout messages under attack', () => {
  let forge: SamlForge;
  let settings: Record<string, unknown>;

  beforeAll(async () => {
    forge = await createSamlForge({ entityId });
    settings = {
      entityId,
      entryPoint: 'https://idp.example.com/sso',
      logoutUrl: 'https://idp.example.com/slo',
      certificates: forge.key.certificate,
    };
  });

  const honest = (): SamlLogoutRequestDraft =>
    forge.logoutRequest({
      logoutUrl: portalUrls.logoutUrl,
      now: new Date(),
      nameId: { xml: alice.subject, format: persistent },
      sessionIndexes: ['session-1'],
    });

  const receive = (
    method: 'GET' | 'POST',
    sent: string | Record<string, string>,
  ): Promise<SsoLogoutMessage> => {
    const protocol = SamlProtocol.create();
    const { context } = createProtocolTestContext(protocol, { settings });
    const { pathname } = new URL(context.logoutUrl);
    return protocol.logoutMessage({
      ...context,
      request:
        typeof sent === 'string'
          ? {
              method,
              originalUrl: `${pathname}?${sent}`,
              query: Object.fromEntries(new URLSearchParams(sent)),
              body: {},
            }
          : { method, originalUrl: pathname, query: {}, body: sent },
    });
  };

  const byRedirect = (
    draft: SamlLogoutRequestDraft,
    options: Parameters<SamlForge['redirect']>[1] = {},
  ) => receive('GET', forge.redirect(draft, options));

  const byPost = (
    draft: SamlLogoutRequestDraft,
    more: Record<string, string> = {},
  ) =>
    receive('POST', {
      SAMLRequest: forge.post(draft).samlResponse,
      ...more,
    });

  const signed = (draft: SamlLogoutRequestDraft, key = forge.key) => ({
    ...draft,
    signature: forge.signature(key),
  });

  const honestResult = {
    kind: 'request',
    sessions: {
      issuer: entityId,
      principal: JSON.stringify({ value: alice.subject, format: persistent }),
      sessionIds: ['session-1'],
    },
  };

  const minutesAgo = (minutes: number) =>
    new Date(Date.now() - minutes * 60_000).toISOString();
  const changes: Array<[string, Partial<SamlLogoutRequestDraft>]> = [
    ['another issuer', { issuer: 'https://other.example.com' }],
    ['no issuer', { issuer: undefined }],
    ['another destination', { destination: 'https://other.example.com/slo' }],
    ['no destination', { destination: undefined }],
    ['a time that has passed', { notOnOrAfter: minutesAgo(10) }],
    ['an old time of issue', { issueInstant: minutesAgo(30) }],
    ['a time of issue to come', { issueInstant: minutesAgo(-30) }],
    ['a time that is none', { notOnOrAfter: 'never' }],
    ['nobody in it', { nameId: undefined }],
    ['an empty name', { nameId: { xml: '', format: persistent } }],
    ['an empty session', { sessionIndexes: ['session-1', ''] }],
    ['another version', { version: '1.1' }],
  ];

  it.each(changes)(
    'M28 refuses a signed request with %s, by both bindings',
    async (_, change) => {
      const draft = { ...honest(), ...change };
      for (const attempt of [byRedirect(draft), byPost(signed(draft))]) {
        await expect(attempt).rejects.toMatchObject({
          code: 'saml-logout-invalid',
        });
      }
      for (const twin of [byRedirect(honest()), byPost(signed(honest()))]) {
        await expect(twin).resolves.toMatchObject(honestResult);
      }
    },
  );

  it('M28 refuses requests without a signature, or with that of another', async () => {
    const draft = honest();
    for (const attempt of [
      byRedirect(draft, { key: undefined }),
      byRedirect(draft, { key: forge.attackerKey }),
      byPost(draft),
      byPost(signed(draft, forge.attackerKey)),
    ]) {
      await expect(attempt).rejects.toMatchObject({
        code: 'saml-logout-invalid',
      });
    }
    await expect(byRedirect(draft)).resolves.toMatchObject(honestResult);
    await expect(byPost(signed(draft))).resolves.toMatchObject(honestResult);
  });

  it('M28 ends another session when the name was changed: none', async () => {
    const xml = forge.post(signed(honest())).xml;
    const changed = xml.replace(alice.subject, developmentPeople[1].subject);
    expect(changed).not.toBe(xml);
    await expect(
      receive('POST', {
        SAMLRequest: Buffer.from(changed).toString('base64'),
      }),
    ).rejects.toMatchObject({ code: 'saml-logout-invalid' });
  });

  it('M28 knows a request again that was taken before', async () => {
    const draft = honest();
    const [first, again, other] = [
      await byRedirect(draft),
      await byPost(signed(draft)),
      await byRedirect(honest()),
    ].map(message => message.kind === 'request' && message.singleUse);
    expect(first).toEqual({ ...again, until: expect.any(Date) });
    expect(first).not.toEqual(other);
  });

  it('S35 refuses a query that was changed after it was signed', async () => {
    const query = forge.redirect(honest(), { relayState: 'relay' });
    const attacks = [
      query.replace('RelayState=relay', 'RelayState=other'),
      query.replace('&RelayState=relay', ''),
      query.replace('rsa-sha256', 'rsa-sha512'),
      query.replace(
        /SigAlg=[^&]+/,
        'SigAlg=http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23hmac-sha1',
      ),
      query.replace(/Signature=[^&]+/, 'Signature='),
      query.replace(/&Signature=[^&]+/, ''),
      `${query}&RelayState=other`,
      `${query}&samlrequest=other`,
    ];
    for (const attack of attacks) {
      expect(attack).not.toBe(query);
      await expect(receive('GET', attack)).rejects.toMatchObject({
        name: 'SsoError',
      });
    }
    await expect(receive('GET', query)).resolves.toMatchObject(honestResult);
  });

  it('S35 takes parameters in another order', async () => {
    const query = forge.redirect(honest(), { relayState: 'relay' });
    await expect(
      receive('GET', query.split('&').reverse().join('&')),
    ).resolves.toMatchObject(honestResult);
  });

  it('M26 gives the RelayState back as it came, unless it is huge', async () => {
    const evil = `"><script>&#x0;\r\n https://evil.example.com`;
    const answerTo = async (relayState: string) => {
      const message = await byPost(signed(honest()), {
        RelayState: relayState,
      });
      if (message.kind !== 'request' || message.answer?.kind !== 'redirect') {
        throw new Error('Expected a redirect');
      }
      return new URL(message.answer.location);
    };
    const location = await answerTo(evil);
    expect(location.origin).toBe('https://idp.example.com');
    expect(location.searchParams.get('RelayState')).toBe(evil);
    expect(
      (await answerTo('x'.repeat(100_000))).searchParams.has('RelayState'),
    ).toBe(false);
  });

  it.each([
    ['no base64', '%'],
    ['no XML', Buffer.from('text').toString('base64')],
    ['a document type', Buffer.from('<!DOCTYPE a><a/>').toString('base64')],
    ['an answer to a sign-in', ''],
  ])('refuses %s', async (_, value) => {
    const { samlResponse } = await forge.response({
      acsUrl: portalUrls.logoutUrl,
      audience: portalUrls.metadataUrl,
      now: new Date(),
      person: alice,
    });
    await expect(
      receive('POST', { SAMLRequest: value || samlResponse }),
    ).rejects.toMatchObject({ code: 'saml-logout-invalid' });
  });

  it('S32 cannot be made to write markup by what a message holds', async () => {
    const protocol = SamlProtocol.create();
    const { context } = createProtocolTestContext(protocol, {
      settings: {
        ...settings,
        signOutAtProvider: true,
        logoutBinding: 'post',
      },
    });
    const evil = `"><saml:NameID>admin</saml:NameID>&]]>'`;
    const step = await protocol.logout({
      ...context,
      state: 'state',
      session: {
        memory: {
          nameId: { value: evil, format: evil, nameQualifier: evil },
          sessionIndex: evil,
        },
      },
    });
    if (step?.kind !== 'form') {
      throw new Error('Expected a form');
    }
    const xml = Buffer.from(step.fields.SAMLRequest, 'base64').toString();
    expect(xml.match(/<saml:NameID/g)).toHaveLength(1);
    expect(xml).not.toContain('>admin<');
  });
});
