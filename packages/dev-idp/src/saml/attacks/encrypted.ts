import { contentEncryption, namespaces } from '../names';
import { SamlResponseDraft } from '../messages/ResponseDraft';
import { element } from '../xml/element';
import { AttackTools } from './createAttack';

/** Changes a draft so that its assertion is encrypted. */
export function encrypted(algorithm: string = contentEncryption.aes256Gcm) {
  return (draft: SamlResponseDraft, { context }: AttackTools) => {
    draft.assertions[0].encryption = {
      certificate: context.encryptionCertificate,
      algorithm,
    };
  };
}

/** Puts encrypted data in the place of the assertion. */
export function replaceAssertion(xml: string, encryptedData: string): string {
  const start = xml.indexOf('<saml:Assertion');
  return (
    xml.slice(0, start) +
    element(
      'saml:EncryptedAssertion',
      { 'xmlns:saml': namespaces.assertion },
      encryptedData,
    ) +
    xml.slice(xml.indexOf('</samlp:Response>'))
  );
}
