import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { IdpBrowser } from '../browser/IdpBrowser';
import { signInAt } from '../browser/signInAt';
import { createServiceProvider } from './__testUtils__/createServiceProvider';
import { DevSamlIdp } from './idp/types';
import { startDevSamlIdp } from './startDevSamlIdp';

describe('service providers of the development provider', () => {
  let idp: DevSamlIdp;
  let server: Server;
  let origin: string;
  let metadata = '';

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.end(metadata);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await once(server, 'close');
  });
  beforeEach(async () => {
    idp = await startDevSamlIdp();
  });
  afterEach(() => idp.stop());

  it('SAML-1 reads the metadata of an unknown one on loopback', async () => {
    idp.configure({ encryption: 'aes256-gcm' });
    const elsewhere = await startDevSamlIdp();
    const sp = await createServiceProvider(elsewhere, {
      entryPoint: idp.singleSignOnUrl,
      idpCert: idp.certificate,
      idpIssuer: idp.entityId,
      issuer: `${origin}/metadata`,
      audience: `${origin}/metadata`,
      callbackUrl: `${origin}/callback`,
      logoutCallbackUrl: `${origin}/logout`,
    });
    metadata = sp.saml.generateServiceProviderMetadata(
      sp.key.certificate,
      sp.key.certificate,
    );
    const answer = await signInAt(
      idp,
      await sp.saml.getAuthorizeUrlAsync('', undefined, {}),
      idp.people[0],
    );
    expect(answer.url).toBe(`${origin}/callback`);
    const { profile } = await sp.read(answer);
    expect(profile?.nameID).toBe(idp.people[0].subject);
    expect(profile?.getSamlResponseXml?.()).toContain('EncryptedAssertion');

    const registered = await elsewhere.registerSpMetadata(`${origin}/metadata`);
    expect(registered).toMatchObject({
      entityId: `${origin}/metadata`,
      acsUrls: [`${origin}/callback`],
      logoutUrl: `${origin}/logout`,
    });
    expect(registered.certificates).toHaveLength(1);
    await elsewhere.stop();
  });

  it.each([
    [
      'another host in its metadata',
      (entityId: string) =>
        `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><md:SPSSODescriptor><md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://portal.example.test/acs" index="0"></md:AssertionConsumerService></md:SPSSODescriptor></md:EntityDescriptor>`,
    ],
    ['a document type in its metadata', () => '<!DOCTYPE r><r></r>'],
  ])('answers nobody with %s', async (_title, write) => {
    metadata = write(`${origin}/metadata`);
    const { status, html } = await IdpBrowser.create(idp).read(
      idp.launchUrl(`${origin}/metadata`),
    );
    expect(status).toBe(400);
    expect(html).toContain('service_provider_unknown');
  });

  it('answers only to addresses that are registered or on loopback', async () => {
    const strict = await startDevSamlIdp({ acceptUnknown: false });
    const answers = async (to: DevSamlIdp, callbackUrl: string) => {
      const sp = await createServiceProvider(to, { callbackUrl });
      const { status, html } = await IdpBrowser.create(to).read(
        await sp.saml.getAuthorizeUrlAsync('', undefined, {}),
      );
      return { status, refused: html.includes('acs_url_unknown') };
    };
    const loopback = 'http://127.0.0.1:3000/acs';
    const outside = 'https://attacker.example.test/acs';
    const refused = { status: 400, refused: true };
    const accepted = { status: 303, refused: false };
    await expect(answers(idp, loopback)).resolves.toEqual(accepted);
    await expect(answers(idp, outside)).resolves.toEqual(refused);
    await expect(answers(strict, loopback)).resolves.toEqual(refused);
    await expect(
      answers(strict, 'http://localhost:7007/portal/callback'),
    ).resolves.toEqual(accepted);
    await strict.stop();
  });

  it.each(['missing', 'changed'])(
    'SAML-5 refuses a request whose signature is %s',
    async how => {
      const sp = await createServiceProvider(idp, {
        registration: { requestsSigned: true },
      });
      const url = await sp.saml.getAuthorizeUrlAsync('relay', undefined, {});
      const browser = IdpBrowser.create(idp);
      expect((await browser.read(url)).status).toBe(303);
      const { status, html } = await browser.read(
        how === 'missing'
          ? url.replace(/&Signature=.*/, '')
          : url.replace('RelayState=relay', 'RelayState=other'),
      );
      expect(status).toBe(400);
      expect(html).toContain('signature_invalid');
    },
  );

  it('SAML-8 publishes the next key, switches to it and retires the old', async () => {
    const read = async () => {
      const xml = await (await fetch(idp.metadataUrl)).text();
      return xml.match(/X509Certificate>/g)!.length / 2;
    };
    const before = idp.certificate;
    const next = await idp.publishNextKey();
    expect(await read()).toBe(2);
    expect(idp.certificate).toBe(before);
    idp.switchKey();
    expect(idp.certificate).toBe(next);
    expect(await read()).toBe(2);
    const sp = await createServiceProvider(idp, { idpCert: next });
    const answer = await signInAt(
      idp,
      await sp.saml.getAuthorizeUrlAsync('', undefined, {}),
      idp.people[0],
    );
    await expect(sp.read(answer)).resolves.toMatchObject({
      profile: { nameID: idp.people[0].subject },
    });
    idp.retireKeys();
    expect(await read()).toBe(1);
    expect(idp.certificates).toEqual([next]);
  });

  it.each([
    ['no message', '?RelayState=x', 'message_missing'],
    ['a message that is none', '?SAMLRequest=bm90aGluZw==', 'message_invalid'],
  ])('refuses %s', async (_title, query, code) => {
    const { status, html } = await IdpBrowser.create(idp).read(
      `${idp.singleSignOnUrl}${query}`,
    );
    expect(status).toBe(400);
    expect(html).toContain(code);
  });

  it('closes every connection while it is down', async () => {
    idp.setDown(true);
    await expect(fetch(idp.metadataUrl)).rejects.toThrow();
    idp.setDown(false);
    expect((await fetch(idp.metadataUrl)).status).toBe(200);
    expect(idp.requests).toEqual([{ method: 'GET', path: '/saml/metadata' }]);
  });
});
