import { DevSamlIdp, IdpBrowser, startDevSamlIdp } from '@latchkey/dev-idp';
import type {
  SsoBrowserStep,
  SsoLogoutMessageContext,
} from '@latchkey/plugin-sso-node';
import { createProtocolTestContext } from '@latchkey/plugin-sso-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { withoutSignature } from './__testUtils__/withoutSignature';
import type { GeneratedKeyPair } from './keys/generateKeyPair';
import { SamlProtocol } from './SamlProtocol';
import type { SamlSettings } from './settings';
import {
  createPortalKey,
  keySettings,
  registerPortal,
} from './__testUtils__/portal';
import {
  personOf,
  settingsFor,
  signIn,
  toAnswer,
  toBrowserStart,
} from './__testUtils__/signIn';

const bindings = ['redirect', 'post'] as const;

describe.each(bindings)('SamlProtocol, signing out by %s', binding => {
  let idp: DevSamlIdp;
  let key: GeneratedKeyPair;
  let settings: Record<string, unknown>;
  beforeAll(async () => {
    idp = await startDevSamlIdp();
    key = await createPortalKey();
  });

  afterAll(() => idp.stop());
  beforeEach(() => {
    registerPortal(idp, {
      logoutBinding: binding,
      certificates: [key.certificate],
    });
    settings = settingsFor(idp, {
      ...keySettings(key),
      signOutAtProvider: true,
      logoutUrl: idp.singleLogoutUrl,
      logoutBinding: binding,
    });
  });

  const bench = (more: Record<string, unknown> = {}) => {
    const protocol = SamlProtocol.create();
    const made = createProtocolTestContext(protocol, {
      settings: { ...settings, ...more },
    });
    /** As the engine hands it over, out of where the browser was sent. */
    const receive = (
      landing: Awaited<ReturnType<IdpBrowser['signOut']>>,
      pending?: SsoLogoutMessageContext<SamlSettings>['pending'],
    ) => {
      const { method, parameters } = toAnswer(landing);
      const { pathname, search } = new URL(landing.url);
      return protocol.logoutMessage({
        ...made.context,
        pending,
        request: {
          method,
          originalUrl: `${pathname}${search}`,
          query: method === 'GET' ? parameters : {},
          body: method === 'POST' ? parameters : {},
        },
      });
    };
    return { protocol, receive, ...made };
  };

  const signedIn = async () => {
    const browser = IdpBrowser.create(idp);
    const { identity } = await signIn(idp, { browser, settings });
    return { browser, session: identity.providerSession! };
  };

  const start = async (
    session: Awaited<ReturnType<typeof signedIn>>['session'],
    more: Record<string, unknown> = {},
  ) => {
    const { protocol, context } = bench(more);
    return protocol.logout({
      ...context,
      state: 'logout-state',
      session: { id: session.id, memory: (session.memory ?? {}) as JsonObject },
    });
  };

  it('SAML-9 ends the session at the provider and hears of it', async () => {
    const { browser, session } = await signedIn();
    const { memory, ...step } = (await start(session))!;
    expect(step.kind).toBe(binding === 'post' ? 'form' : 'redirect');
    const landing = await browser.signOut(
      toBrowserStart(step as SsoBrowserStep),
    );
    expect(toAnswer(landing).parameters.RelayState).toBe('logout-state');
    await expect(
      bench().receive(landing, { state: 'logout-state', memory: memory! }),
    ).resolves.toEqual({
      kind: 'response',
      complete: true,
      evidence: expect.arrayContaining([
        expect.objectContaining({ label: 'LogoutResponse: signed' }),
      ]),
    });
    // The provider asks for the password again.
    await expect(
      signIn(idp, {
        browser,
        settings,
        person: { ...personOf(idp), password: 'wrong' },
      }),
    ).rejects.toThrow('password was refused');
  });

  it('SAML-9 tells whose sessions a signed request ends', async () => {
    const { browser, session } = await signedIn();
    const landing = await browser.signOut(idp.signOutUrl);
    const message = await bench().receive(landing);
    expect(message).toEqual({
      kind: 'request',
      sessions: {
        issuer: idp.entityId,
        principal: session.principal,
        sessionIds: [session.id],
      },
      singleUse: { id: expect.any(String), until: expect.any(Date) },
      answer: expect.objectContaining({
        kind: binding === 'post' ? 'form' : 'redirect',
      }),
      evidence: expect.any(Array),
    });
    if (message.kind !== 'request') {
      throw new Error('Expected a request');
    }
    // The provider verifies the answer, and says that all is done.
    const page = await browser.read(toBrowserStart(message.answer!));
    expect(page.status).toBe(200);
  });

  it('SAML-9 ends sessions also where no address for the answer is known', async () => {
    const { browser, session } = await signedIn();
    const landing = await browser.signOut(idp.signOutUrl);
    await expect(
      bench({ logoutUrl: undefined, signOutAtProvider: false }).receive(
        landing,
      ),
    ).resolves.toMatchObject({
      kind: 'request',
      sessions: { principal: session.principal },
      answer: undefined,
    });
  });

  it('SAML-9 answers at the address for answers', async () => {
    const { browser } = await signedIn();
    const landing = await browser.signOut(idp.signOutUrl);
    const message = await bench({
      logoutResponseUrl: 'https://idp.example.com/done',
    }).receive(landing);
    expect(JSON.stringify(message)).toContain('https://idp.example.com/done');
  });

  it.each([
    ['it is switched off', { signOutAtProvider: false }],
    ['no address is known', { signOutAtProvider: false, logoutUrl: undefined }],
  ])('SAML-9 leaves the provider alone when %s', async (_, more) => {
    const { session } = await signedIn();
    await expect(start(session, more)).resolves.toBeUndefined();
  });

  it('SAML-9 cannot name a session that another protocol opened', async () => {
    await expect(
      start({ id: 'x', memory: { sid: 'x' } }),
    ).resolves.toBeUndefined();
  });

  it('SAML-9 knows nothing after an answer without a signature', async () => {
    const { browser, session } = await signedIn();
    const { memory, ...step } = (await start(session))!;
    const landing = await browser.signOut(
      toBrowserStart(step as SsoBrowserStep),
    );
    const unsigned = withoutSignature(landing);
    await expect(
      bench().receive(unsigned, { state: 'logout-state', memory: memory! }),
    ).resolves.toMatchObject({ kind: 'response', complete: false });
    await expect(bench().receive(unsigned)).rejects.toMatchObject({
      code: 'saml-logout-invalid',
    });
  });

  it('refuses an answer to another sign-out, and to none', async () => {
    const { browser, session } = await signedIn();
    const { memory: _, ...step } = (await start(session))!;
    const landing = await browser.signOut(
      toBrowserStart(step as SsoBrowserStep),
    );
    const other = (await start(session))!.memory!;
    await expect(
      bench().receive(landing, { state: 'logout-state', memory: other }),
    ).rejects.toMatchObject({ code: 'saml-logout-invalid' });
    await expect(bench().receive(landing)).rejects.toMatchObject({
      code: 'saml-logout-invalid',
    });
  });

  it('refuses a request without a signature', async () => {
    const { browser } = await signedIn();
    const landing = await browser.signOut(idp.signOutUrl);
    await expect(
      bench().receive(withoutSignature(landing)),
    ).rejects.toMatchObject({
      code: 'saml-logout-invalid',
      evidence: expect.arrayContaining([
        { label: 'Refused as', value: 'saml-signature-missing' },
      ]),
    });
    await expect(bench().receive(landing)).resolves.toBeDefined();
  });

  it('refuses what is no message, or two at once', async () => {
    const url = bench().context.logoutUrl;
    const landing = (parameters: Record<string, string>) =>
      binding === 'post'
        ? {
            method: 'POST' as const,
            url,
            body: new URLSearchParams(parameters),
          }
        : {
            method: 'GET' as const,
            url: `${url}?${new URLSearchParams(parameters)}`,
          };
    for (const parameters of [
      {},
      { SAMLRequest: '' },
      { SAMLRequest: 'a', SAMLResponse: 'b' },
    ]) {
      await expect(
        bench().receive(landing(parameters as Record<string, string>)),
      ).rejects.toMatchObject({ code: 'callback-malformed' });
    }
  });
});
