import { SamlKey } from '../keys/createSamlKey';
import { digestAlgorithms, signatureAlgorithms, transforms } from '../names';
import { SamlSignatureDraft } from './SignatureDraft';

/** What an honest provider signs with this key. */
export function createSignatureDraft(key: SamlKey): SamlSignatureDraft {
  return {
    key,
    signatureAlgorithm:
      key.type === 'ec'
        ? signatureAlgorithms.ecdsaSha256
        : signatureAlgorithms.rsaSha256,
    digestAlgorithm: digestAlgorithms.sha256,
    transforms: [transforms.enveloped, transforms.exclusive],
    canonicalization: transforms.exclusive,
    emptyUri: false,
    certificate: key.certificate,
  };
}
