import { KeyObject, verify } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { generateKeyPair } from '../keys/generateKeyPair';
import { readCertificate } from '../certificates/readCertificates';
import { readPrivateKey } from '../keys/readPrivateKey';
import { signers } from '../__testUtils__/signers';
import { signEnveloped } from './signEnveloped';
import { MessageSigner, signatureMethods } from './signatureMethods';

const xml =
  '<p:Request xmlns:p="urn:p" ID="_1"><a:Issuer xmlns:a="urn:a">me</a:Issuer><p:Policy>x</p:Policy></p:Request>';

function isValid(
  text: string,
  { method }: MessageSigner,
  key: KeyObject,
): boolean {
  const signed = new SignedXml({ publicCert: key });
  // xml-crypto has no ECDSA of its own.
  signed.SignatureAlgorithms = {
    [method.uri]: class {
      getSignature = () => '';

      verifySignature = (octets: string, _: unknown, signature: string) =>
        verify(
          method.digest,
          Buffer.from(octets),
          { key, dsaEncoding: 'ieee-p1363' },
          Buffer.from(signature, 'base64'),
        );

      getAlgorithmName = () => method.uri;
    },
  };
  const document = new DOMParser().parseFromString(text, 'text/xml');
  signed.loadSignature(
    document.getElementsByTagNameNS(
      'http://www.w3.org/2000/09/xmldsig#',
      'Signature',
    )[0],
  );
  try {
    return signed.checkSignature(text);
  } catch {
    return false;
  }
}

describe('signEnveloped', () => {
  it.each(signers)('SAML-4 signs with %s', (_, signer, key) => {
    const signed = signEnveloped(xml, signer);
    expect(isValid(signed, signer, key)).toBe(true);
    expect(isValid(signed.replace('>x<', '>y<'), signer, key)).toBe(false);
    expect(signed).toContain(signer.method.digestUri);
  });

  it('puts the signature behind the Issuer, over the whole message', () => {
    const signed = signEnveloped(xml, signers[0][1]);
    expect(signed).toMatch(/<\/a:Issuer><ds:Signature /);
    expect(signed).toContain('<ds:Reference URI="#_1">');
    expect(signed).not.toContain('KeyInfo');
  });

  it('tells which certificate fits', async () => {
    const pair = await generateKeyPair({
      commonName: 'portal',
      now: new Date(),
    });
    const { privateKey } = readPrivateKey(pair.privateKey);
    const signed = signEnveloped(xml, {
      method: signatureMethods['rsa-sha256'],
      privateKey,
      certificate: pair.certificate,
    });
    const [, shown] =
      /<ds:X509Certificate>([^<]+)<\/ds:X509Certificate>/.exec(signed) ?? [];
    expect(readCertificate(shown).pem).toBe(
      readCertificate(pair.certificate).pem,
    );
    expect(signed).not.toContain(pair.privateKey);
  });
});
