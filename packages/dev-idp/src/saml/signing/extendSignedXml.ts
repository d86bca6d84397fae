import { createHash } from 'node:crypto';
import { HashAlgorithm, SignatureAlgorithm, SignedXml } from 'xml-crypto';
import { digestAlgorithms, signatureAlgorithms } from '../names';
import { signOctets, verifyOctets } from './signOctets';

function signatureAlgorithm(uri: string) {
  return class implements SignatureAlgorithm {
    getAlgorithmName() {
      return uri;
    }
    getSignature(signedInfo: unknown, key: unknown) {
      return signOctets(String(signedInfo), String(key), uri);
    }
    verifySignature(material: string, key: unknown, value: string) {
      return verifyOctets(material, String(key), uri, value);
    }
  };
}

class Sha384 implements HashAlgorithm {
  getAlgorithmName() {
    return digestAlgorithms.sha384;
  }
  getHash(xml: string) {
    return createHash('sha384').update(xml, 'utf8').digest('base64');
  }
}

/** Adds the algorithms of SAML that xml-crypto leaves to its users. */
export function extendSignedXml(signed: SignedXml): SignedXml {
  for (const uri of [
    signatureAlgorithms.rsaSha384,
    signatureAlgorithms.ecdsaSha256,
    signatureAlgorithms.ecdsaSha384,
    signatureAlgorithms.ecdsaSha512,
  ]) {
    signed.SignatureAlgorithms[uri] = signatureAlgorithm(uri);
  }
  signed.HashAlgorithms[digestAlgorithms.sha384] = Sha384;
  return signed;
}
