import { verify } from 'node:crypto';
import { SAML } from '@node-saml/node-saml';
import { AttackBench, createAttackBench } from '../__testUtils__/attackContext';
import {
  contentEncryption,
  digestAlgorithms,
  signatureAlgorithms,
} from '../names';
import { verifyRoot } from '../signing/verifyRoot';
import { verifyRedirectQuery } from '../bindings/redirectBinding';

/** What a strict service provider on node-saml reads in an answer. */
async function read(
  { forge, context, serviceProviderKey }: AttackBench,
  samlResponse: string,
  wants: { assertion: boolean; response: boolean },
) {
  const saml = new SAML({
    issuer: context.audience,
    callbackUrl: context.acsUrl,
    idpCert: forge.key.certificate,
    idpIssuer: forge.entityId,
    audience: context.audience,
    decryptionPvk: serviceProviderKey.privateKey,
    wantAssertionsSigned: wants.assertion,
    wantAuthnResponseSigned: wants.response,
  });
  const { profile } = await saml.validatePostResponseAsync({
    SAMLResponse: samlResponse,
  });
  return profile;
}

const encryptions = [
  undefined,
  contentEncryption.aes256Gcm,
  contentEncryption.aes128Gcm,
  contentEncryption.aes256Cbc,
  contentEncryption.aes128Cbc,
];

describe('createSamlForge', () => {
  let bench: AttackBench;

  beforeAll(async () => {
    bench = await createAttackBench();
  });

  describe.each([
    { assertion: true, response: false },
    { assertion: false, response: true },
    { assertion: true, response: true },
  ])('with signatures $assertion, $response', wants => {
    it.each(encryptions)(
      'SAML-6 makes honest answers, encrypted with %s',
      async algorithm => {
        const { forge, context } = bench;
        const draft = forge.draft(context);
        const [assertion] = draft.assertions;
        assertion.signature = wants.assertion ? forge.signature() : undefined;
        draft.signature = wants.response ? forge.signature() : undefined;
        assertion.encryption = algorithm
          ? { certificate: context.encryptionCertificate, algorithm }
          : undefined;
        const { samlResponse } = await forge.send(draft);
        const profile = await read(bench, samlResponse, wants);
        expect(profile).toMatchObject({
          nameID: context.person.subject,
          mail: context.person.email,
          inResponseTo: context.requestId,
        });
      },
    );
  });

  it('SAML-4 signs with RSA and SHA-512', async () => {
    const { forge, context } = bench;
    const draft = forge.draft(context);
    Object.assign(draft.assertions[0].signature!, {
      signatureAlgorithm: signatureAlgorithms.rsaSha512,
      digestAlgorithm: digestAlgorithms.sha512,
    });
    const { samlResponse } = await forge.send(draft);
    await expect(
      read(bench, samlResponse, { assertion: true, response: false }),
    ).resolves.toMatchObject({ nameID: context.person.subject });
  });

  it('SAML-2 signs with ECDSA', async () => {
    const { forge, context } = await createAttackBench('ec');
    const draft = forge.draft(context);
    draft.signature = forge.signature();
    const { xml } = await forge.send(draft);
    expect(xml).toContain(signatureAlgorithms.ecdsaSha256);
    expect(verifyRoot(xml, [forge.key.certificate])).toBe(true);
    expect(verifyRoot(xml, [forge.attackerKey.certificate])).toBe(false);
    expect(
      verifyRoot(xml.replace('status:Success', 'status:Failure'), [
        forge.key.certificate,
      ]),
    ).toBe(false);
  });

  it('SAML-9 signs the octets of a redirect', () => {
    const { forge, context } = bench;
    const query = forge.redirect(
      forge.logoutRequest({
        logoutUrl: 'https://portal.example.test/logout',
        now: context.now,
        nameId: { xml: 'somebody' },
      }),
      { relayState: 'a b' },
    );
    const [signed, signature] = query.split('&Signature=');
    expect(signed).toMatch(/^SAMLRequest=[^&]+&RelayState=a%20b&SigAlg=[^&]+$/);
    expect(
      verify(
        'sha256',
        Buffer.from(signed),
        forge.key.publicKey,
        Buffer.from(decodeURIComponent(signature), 'base64'),
      ),
    ).toBe(true);
    const { certificate } = forge.key;
    expect(verifyRedirectQuery(query, [certificate])).toBe(true);
    expect(verifyRedirectQuery(signed, [certificate])).toBeUndefined();
    expect(
      verifyRedirectQuery(query.replace('a%20b', 'a%20c'), [certificate]),
    ).toBe(false);
  });

  it('SAML-9 makes messages about signing out that node-saml takes', async () => {
    const { forge, context } = bench;
    const saml = new SAML({
      issuer: context.audience,
      callbackUrl: context.acsUrl,
      idpCert: forge.key.certificate,
      idpIssuer: forge.entityId,
    });
    const draft = forge.logoutRequest({
      logoutUrl: 'https://portal.example.test/logout',
      now: context.now,
      nameId: { xml: 'somebody' },
      sessionIndexes: ['_session'],
    });
    draft.signature = forge.signature();
    await expect(
      saml.validatePostRequestAsync({
        SAMLRequest: forge.post(draft).samlResponse,
      }),
    ).resolves.toMatchObject({
      loggedOut: true,
      profile: { nameID: 'somebody', sessionIndex: '_session' },
    });
  });

  it('SAML-8 signs metadata', () => {
    const { forge } = bench;
    const xml = forge.metadata({ id: '_m', signature: forge.signature() });
    expect(verifyRoot(xml, [forge.key.certificate])).toBe(true);
    expect(verifyRoot(forge.metadata(), [forge.key.certificate])).toBe(false);
  });
});
