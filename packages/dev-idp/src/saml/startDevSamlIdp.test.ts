import { IdpBrowser } from '../browser/IdpBrowser';
import { signInAt } from '../browser/signInAt';
import { createServiceProvider } from './__testUtils__/createServiceProvider';
import { DevSamlIdp } from './idp/types';
import { startDevSamlIdp } from './startDevSamlIdp';

describe('startDevSamlIdp', () => {
  let idp: DevSamlIdp;

  beforeAll(async () => {
    idp = await startDevSamlIdp();
  });
  afterAll(() => idp.stop());
  beforeEach(() =>
    idp.configure({
      sign: 'assertion',
      encryption: 'off',
      nameIdFormat: 'persistent',
    }),
  );

  it('SAML-3 signs somebody in with attributes and friendly names', async () => {
    const sp = await createServiceProvider(idp);
    const [alice] = idp.people;
    const answer = await signInAt(
      idp,
      await sp.saml.getAuthorizeUrlAsync('relay', undefined, {}),
      alice,
    );
    expect(answer.url).toBe(sp.registration.acsUrls[0]);
    expect(answer.body?.get('RelayState')).toBe('relay');
    const { profile } = await sp.read(answer);
    expect(profile).toMatchObject({
      issuer: idp.entityId,
      nameID: alice.subject,
      nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      spNameQualifier: sp.registration.entityId,
      'urn:oid:2.5.4.42': 'Alice',
      'urn:oid:2.5.4.4': 'Ferreira',
      mail: 'alice.ferreira@example.test',
      groups: ['engineering', 'platform'],
    });
  });

  it('SAML-4 takes a signed request by the POST binding', async () => {
    const sp = await createServiceProvider(idp, {
      authnRequestBinding: 'HTTP-POST',
      skipRequestCompression: true,
      registration: { requestsSigned: true },
    });
    const fields = await sp.saml.getAuthorizeMessageAsync('relay');
    const answer = await signInAt(
      idp,
      {
        method: 'POST',
        url: idp.singleSignOnUrl,
        body: new URLSearchParams(fields as Record<string, string>),
      },
      idp.people[1],
    );
    const { profile } = await sp.read(answer);
    expect(profile?.nameID).toBe(idp.people[1].subject);
  });

  it.each(['assertion', 'response', 'both'] as const)(
    'SAML-6 signs: %s',
    async sign => {
      idp.configure({ sign });
      const sp = await createServiceProvider(idp, {
        wantAssertionsSigned: sign !== 'response',
        wantAuthnResponseSigned: sign !== 'assertion',
      });
      const answer = await signInAt(
        idp,
        await sp.saml.getAuthorizeUrlAsync('', undefined, {}),
        idp.people[0],
      );
      const { profile } = await sp.read(answer);
      expect(profile?.nameID).toBe(idp.people[0].subject);
    },
  );

  it.each(['aes256-gcm', 'aes128-gcm', 'aes256-cbc', 'aes128-cbc'] as const)(
    'SAML-6 encrypts with %s',
    async encryption => {
      idp.configure({ encryption });
      const sp = await createServiceProvider(idp);
      const answer = await signInAt(
        idp,
        await sp.saml.getAuthorizeUrlAsync('', undefined, {}),
        idp.people[0],
      );
      const xml = Buffer.from(
        answer.body?.get('SAMLResponse') ?? '',
        'base64',
      ).toString();
      expect(xml).toContain('EncryptedAssertion');
      expect(xml).not.toContain('Ferreira');
      const { profile } = await sp.read(answer);
      expect(profile?.nameID).toBe(idp.people[0].subject);
    },
  );

  it('SAML-10 starts a sign-in that nobody asked for', async () => {
    const sp = await createServiceProvider(idp);
    const answer = await signInAt(
      idp,
      idp.launchUrl(sp.registration.entityId, 'somewhere'),
      idp.people[0],
    );
    expect(answer.body?.get('RelayState')).toBe('somewhere');
    const { profile } = await sp.read(answer);
    expect(profile?.inResponseTo).toBeUndefined();
    expect(profile?.nameID).toBe(idp.people[0].subject);
  });

  it('keeps a session, and asks again for ForceAuthn', async () => {
    const sp = await createServiceProvider(idp);
    const strict = await createServiceProvider(idp, {
      name: 'strict',
      forceAuthn: true,
    });
    const browser = IdpBrowser.create(idp);
    const start = () => sp.saml.getAuthorizeUrlAsync('', undefined, {});
    await browser.signIn(await start(), idp.people[0]);
    await expect(browser.signIn(await start())).resolves.toMatchObject({
      method: 'POST',
    });
    await expect(
      browser.signIn(await strict.saml.getAuthorizeUrlAsync('', undefined, {})),
    ).rejects.toThrow('asks for a password');
  });

  it.each([
    ['cancelled', {}, 'AuthnFailed'],
    ['passive without a session', { passive: true }, 'NoPassive'],
    [
      'asked for an unknown NameID format',
      { identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity' },
      'InvalidNameIDPolicy',
    ],
    [
      'asked for an unknown authentication context',
      { authnContext: ['urn:oasis:names:tc:SAML:2.0:ac:classes:X509'] },
      'NoAuthnContext',
    ],
  ])('reports when it was %s', async (title, options, status) => {
    const sp = await createServiceProvider(idp, options);
    const browser = IdpBrowser.create(idp);
    const start = await sp.saml.getAuthorizeUrlAsync('', undefined, {});
    const answer =
      title === 'cancelled'
        ? await browser.cancel(start)
        : await browser.signIn(start, idp.people[0]);
    const xml = Buffer.from(
      answer.body?.get('SAMLResponse') ?? '',
      'base64',
    ).toString();
    expect(xml).toContain(`:status:${status}"`);
    expect(xml).not.toContain('<saml:Assertion');
  });

  it.each([
    ['transient', /^_[0-9a-f]{32}$/],
    ['emailAddress', /^alice\.ferreira@example\.test$/],
    ['unspecified', /^alice$/],
  ] as const)('names people in the format %s', async (nameIdFormat, name) => {
    idp.configure({ nameIdFormat });
    const sp = await createServiceProvider(idp);
    const answer = await signInAt(
      idp,
      await sp.saml.getAuthorizeUrlAsync('', undefined, {}),
      idp.people[0],
    );
    const { profile } = await sp.read(answer);
    expect(profile?.nameID).toMatch(name);
  });
});
