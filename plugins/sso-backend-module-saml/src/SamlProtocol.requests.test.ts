import { DevSamlIdp, IdpBrowser, startDevSamlIdp } from '@latchkey/dev-idp';
import { createProtocolTestContext } from '@latchkey/plugin-sso-node/testUtils';
import { DOMParser } from '@xmldom/xmldom';
import type { GeneratedKeyPair } from './keys/generateKeyPair';
import { SamlProtocol } from './SamlProtocol';
import {
  createPortalKey,
  keySettings,
  portalUrls,
  registerPortal,
} from './__testUtils__/portal';
import { readRequest } from './__testUtils__/readRequest';
import { settingsFor, signIn } from './__testUtils__/signIn';

const bindings = ['redirect', 'post'] as const;
const protocolNamespace = 'urn:oasis:names:tc:SAML:2.0:protocol';
const assertionNamespace = 'urn:oasis:names:tc:SAML:2.0:assertion';

describe('SamlProtocol, its requests', () => {
  let idp: DevSamlIdp;
  let keys: Record<'rsa' | 'ec', GeneratedKeyPair[]>;

  beforeAll(async () => {
    idp = await startDevSamlIdp();
    keys = {
      rsa: [await createPortalKey(), await createPortalKey()],
      ec: [await createPortalKey('ec'), await createPortalKey('ec')],
    };
  });

  afterAll(() => idp.stop());

  beforeEach(() => registerPortal(idp));

  const start = async (settings: Record<string, unknown> = {}) => {
    const protocol = SamlProtocol.create();
    const { startContext } = createProtocolTestContext(protocol, {
      settings: settingsFor(idp, settings),
      state: 'the-state',
    });
    return readRequest(await protocol.start(startContext));
  };

  const rootOf = (xml: string) =>
    new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  const child = (root: Element, namespace: string, name: string) =>
    root.getElementsByTagNameNS(namespace, name)[0] as Element | undefined;

  describe.each(bindings)('by %s', entryPointBinding => {
    it('SAML-4 says who asks and where the answer goes', async () => {
      const { parameters, target, xml, memory } = await start({
        entryPointBinding,
      });
      expect(target).toBe(idp.singleSignOnUrl);
      expect(parameters).toEqual({
        SAMLRequest: expect.any(String),
        RelayState: 'the-state',
      });
      const root = rootOf(xml);
      expect([root.namespaceURI, root.localName]).toEqual([
        protocolNamespace,
        'AuthnRequest',
      ]);
      const attributes = Object.fromEntries(
        [...Array(root.attributes.length).keys()]
          .map(index => root.attributes[index])
          .filter(({ name }) => !name.startsWith('xmlns'))
          .map(({ name, value }) => [name, value]),
      );
      expect(attributes).toEqual({
        // 160 bits behind a letter, as xs:ID wants one.
        ID: expect.stringMatching(/^_[0-9a-f]{40}$/),
        Version: '2.0',
        IssueInstant: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        Destination: idp.singleSignOnUrl,
        ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
        AssertionConsumerServiceURL: portalUrls.callbackUrl,
      });
      expect(
        Math.abs(Date.parse(attributes.IssueInstant) - Date.now()),
      ).toBeLessThan(60_000);
      expect(memory).toEqual({
        requestId: attributes.ID,
        requestedAt: expect.any(Number),
      });
      expect(child(root, assertionNamespace, 'Issuer')?.textContent).toBe(
        portalUrls.metadataUrl,
      );
      expect(
        child(root, protocolNamespace, 'NameIDPolicy')?.getAttribute('Format'),
      ).toBeFalsy();
      expect(
        child(root, protocolNamespace, 'RequestedAuthnContext'),
      ).toBeUndefined();
    });

    it('SAML-4 asks for what the settings want', async () => {
      const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
      const contexts = ['urn:context:one', 'urn:context:two'];
      const root = rootOf(
        (
          await start({
            entryPointBinding,
            identifierFormat: format,
            authnContext: contexts,
            forceAuthn: true,
            spEntityId: 'urn:portal',
          })
        ).xml,
      );
      expect(root.getAttribute('ForceAuthn')).toBe('true');
      expect(
        child(root, protocolNamespace, 'NameIDPolicy')?.getAttribute('Format'),
      ).toBe(format);
      const context = child(root, protocolNamespace, 'RequestedAuthnContext')!;
      expect(context.getAttribute('Comparison')).toBe('exact');
      const references = context.getElementsByTagNameNS(
        assertionNamespace,
        'AuthnContextClassRef',
      );
      expect([references[0].textContent, references[1].textContent]).toEqual(
        contexts,
      );
      expect(child(root, assertionNamespace, 'Issuer')?.textContent).toBe(
        'urn:portal',
      );
    });

    it('escapes what an administrator typed (S32)', async () => {
      const spEntityId = `urn:x"></saml:Issuer><evil/>'&`;
      const { xml } = await start({ entryPointBinding, spEntityId });
      const root = rootOf(xml);
      expect(child(root, assertionNamespace, 'Issuer')?.textContent).toBe(
        spEntityId,
      );
      expect(root.getElementsByTagName('evil')).toHaveLength(0);
    });

    it('makes a new id for every request', async () => {
      const made = await Promise.all(
        Array.from({ length: 5 }, () => start({ entryPointBinding })),
      );
      expect(
        new Set(made.map(({ xml }) => rootOf(xml).getAttribute('ID'))),
      ).toHaveProperty('size', 5);
    });

    it.each([
      ['rsa-sha256', 'rsa'],
      ['rsa-sha512', 'rsa'],
      ['rsa-sha1', 'rsa'],
      ['ecdsa-sha256', 'ec'],
    ] as const)(
      'SAML-4 signs with %s so that the provider can tell',
      async (signatureAlgorithm, keyType) => {
        const [key, other] = keys[keyType];
        const settings = {
          ...keySettings(key),
          entryPointBinding,
          signRequests: true,
          signatureAlgorithm,
          allowLegacyAlgorithms: signatureAlgorithm === 'rsa-sha1',
        };
        registerPortal(idp, {
          requestsSigned: true,
          certificates: [key.certificate],
        });
        await expect(signIn(idp, { settings })).resolves.toMatchObject({
          identity: { subject: idp.people[0].subject },
        });
        registerPortal(idp, {
          requestsSigned: true,
          certificates: [other.certificate],
        });
        await expect(signIn(idp, { settings })).rejects.toThrow(
          'The provider answered',
        );
      },
    );

    it('SAML-5 signs with the next key from its day on', async () => {
      const [key, next] = keys.ec;
      registerPortal(idp, {
        requestsSigned: true,
        certificates: [next.certificate],
      });
      const settings = {
        ...keySettings(key),
        entryPointBinding,
        signRequests: true,
        signatureAlgorithm: 'ecdsa-sha256',
        nextPrivateKey: next.privateKey,
        nextCertificate: next.certificate,
      };
      const switchAt = (offset: number) =>
        new Date(Date.now() + offset).toISOString();
      await expect(
        signIn(idp, {
          settings: { ...settings, keySwitchAt: switchAt(-60_000) },
        }),
      ).resolves.toBeDefined();
      await expect(
        signIn(idp, {
          settings: { ...settings, keySwitchAt: switchAt(60_000) },
        }),
      ).rejects.toThrow('The provider answered');
    });
  });

  it('SAML-4 asks for the password again where that is wanted', async () => {
    const browser = IdpBrowser.create(idp);
    await signIn(idp, { browser });
    const signInAgain = (settings: Record<string, unknown>) =>
      signIn(idp, {
        browser,
        settings,
        person: { username: 'nobody', password: 'wrong' },
      });
    await expect(signInAgain({})).resolves.toBeDefined();
    await expect(signInAgain({ forceAuthn: true })).rejects.toThrow(
      'password was refused',
    );
  });

  it('SAML-4 tells the status when the provider has no such context', async () => {
    await expect(
      signIn(idp, { settings: { authnContext: ['urn:unheard-of'] } }),
    ).rejects.toMatchObject({ code: 'saml-status' });
    await expect(
      signIn(idp, {
        settings: {
          authnContext: [
            'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
          ],
        },
      }),
    ).resolves.toMatchObject({
      identity: {
        providerSession: {
          methods: [
            'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
          ],
        },
      },
    });
  });
});
