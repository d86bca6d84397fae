import {
  createHmac,
  createPrivateKey,
  type KeyObject,
  sign,
} from 'node:crypto';
import { createOptionalCallbackFunction, SignedXml } from 'xml-crypto';
import { readCertificate } from '../certificates/readCertificates';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import { generateKeyPair } from '../keys/generateKeyPair';
import { testNow } from './answerXml';

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** How {@link TestProvider.sign} signs. */
export interface TestSigning {
  /** Local name of the element that is signed. */
  readonly element?: 'Response' | 'Assertion' | 'LogoutRequest';
  readonly algorithm?: string;
  readonly digest?: string;
  readonly transforms?: string[];
  readonly canonicalization?: string;
  readonly prefixes?: string[];
  readonly keyInfo?: boolean;
  readonly uri?: string;
}

/** An identity provider with a key, whose signatures xml-crypto makes. */
export class TestProvider {
  readonly privateKey: KeyObject;
  readonly certificate: SamlCertificate;

  static async create({
    keyType = 'rsa' as 'rsa' | 'ec',
    now = testNow,
    years = 10,
  } = {}): Promise<TestProvider> {
    const pair = await generateKeyPair({
      commonName: 'idp.example.com',
      now,
      years,
      keyType,
    });
    return new TestProvider(
      createPrivateKey(pair.privateKey),
      readCertificate(pair.certificate),
    );
  }

  private constructor(privateKey: KeyObject, certificate: SamlCertificate) {
    this.privateKey = privateKey;
    this.certificate = certificate;
  }

  /** Signs an element, wherever it stands; the signature follows its Issuer. */
  sign(xml: string, options: TestSigning = {}): string {
    const {
      element = 'Assertion',
      algorithm = this.certificate.keyType === 'ec'
        ? `${more}ecdsa-sha256`
        : `${more}rsa-sha256`,
      digest = 'http://www.w3.org/2001/04/xmlenc#sha256',
      transforms = [`${dsig}enveloped-signature`, exclusive],
      canonicalization = exclusive,
      prefixes = [],
      keyInfo = true,
      uri,
    } = options;
    const signed = new SignedXml({
      privateKey: this.privateKey,
      publicCert: keyInfo ? this.certificate.pem : undefined,
      signatureAlgorithm: algorithm,
      canonicalizationAlgorithm: canonicalization,
      ...(keyInfo ? {} : { getKeyInfoContent: () => null }),
    });
    const signValue = (octets: unknown) =>
      this.#sign(String(octets), algorithm);
    signed.SignatureAlgorithms[algorithm] = class {
      getSignature = createOptionalCallbackFunction(signValue);

      verifySignature = () => false;

      getAlgorithmName = () => algorithm;
    };
    const xpath = `//*[local-name(.)='${element}']`;
    signed.addReference({
      xpath,
      transforms,
      digestAlgorithm: digest,
      inclusiveNamespacesPrefixList: prefixes,
      ...(uri === undefined ? {} : { uri, isEmptyUri: uri === '' }),
    });
    signed.computeSignature(xml, {
      prefix: 'ds',
      location: {
        reference: `${xpath}/*[local-name(.)='Issuer']`,
        action: 'after',
      },
    });
    return signed.getSignedXml();
  }

  /** Signature of octets as the algorithm has it, as base64. */
  #sign(octets: string, algorithm: string): string {
    const name = algorithm.split('#')[1];
    if (name.startsWith('hmac')) {
      return createHmac(name.slice(5), this.certificate.pem)
        .update(octets)
        .digest('base64');
    }
    const hash = /sha\d+/.exec(name)?.[0] ?? 'sha256';
    return sign(hash, Buffer.from(octets), {
      key: this.privateKey,
      dsaEncoding: 'ieee-p1363',
    }).toString('base64');
  }
}
