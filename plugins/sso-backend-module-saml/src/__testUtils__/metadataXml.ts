import { createPrivateKey } from 'node:crypto';
import type { GeneratedKeyPair } from '../keys/generateKeyPair';
import { signEnveloped } from '../requests/signEnveloped';
import { signatureMethods } from '../requests/signatureMethods';

export const testIdp = 'https://idp.example.com/saml';

/** What {@link metadataXml} writes; without anything, an honest provider. */
export interface TestMetadata {
  readonly entityId?: string;
  readonly displayName?: string;
  /** PEM, with their use. */
  readonly keys?: ReadonlyArray<{ pem: string; use?: string }>;
  readonly validUntil?: string;
  readonly signIn?: ReadonlyArray<{ binding: string; location: string }>;
  readonly signOut?: string;
  readonly roleAttributes?: string;
  readonly nameIdFormats?: readonly string[];
  readonly role?: 'IDPSSODescriptor' | 'SPSSODescriptor';
}

const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings';

/** Metadata of one provider, as plain text that a test can damage. */
export function metadataXml({
  entityId = testIdp,
  displayName = 'Example University',
  keys = [],
  validUntil,
  signIn = [
    { binding: 'HTTP-POST', location: 'https://idp.example.com/post' },
    { binding: 'HTTP-Redirect', location: 'https://idp.example.com/redirect' },
  ],
  signOut = `<md:SingleLogoutService Binding="${bindings}:HTTP-Redirect" Location="https://idp.example.com/slo" ResponseLocation="https://idp.example.com/slo-answer"/>`,
  roleAttributes = '',
  nameIdFormats = ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
  role = 'IDPSSODescriptor',
}: TestMetadata = {}): string {
  const id = `_${Buffer.from(entityId).toString('hex').slice(0, 60)}`;
  return [
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="${id}" entityID="${entityId}"${
      validUntil ? ` validUntil="${validUntil}"` : ''
    }>`,
    `<md:${role} protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"${roleAttributes}>`,
    `<md:Extensions><mdui:UIInfo xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui"><mdui:DisplayName xml:lang="de">Beispiel</mdui:DisplayName><mdui:DisplayName xml:lang="en">${displayName}</mdui:DisplayName></mdui:UIInfo></md:Extensions>`,
    ...keys.map(
      ({ pem, use }) =>
        `<md:KeyDescriptor${
          use ? ` use="${use}"` : ''
        }><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${pem.replace(
          /-----.*-----/g,
          '',
        )}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    ),
    signOut,
    ...nameIdFormats.map(
      format => `<md:NameIDFormat>${format}</md:NameIDFormat>`,
    ),
    ...signIn.map(
      ({ binding, location }) =>
        `<md:SingleSignOnService Binding="${bindings}:${binding}" Location="${location}"/>`,
    ),
    `</md:${role}>`,
    '</md:EntityDescriptor>',
  ].join('\n');
}

/** Metadata of a federation. */
export function federationXml(entities: string[], attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_federation"${attributes}>${entities.join(
    '\n',
  )}</md:EntitiesDescriptor>`;
}

/** Signs the root with an EC key. */
export function signMetadata(xml: string, pair: GeneratedKeyPair): string {
  return signEnveloped(
    xml,
    {
      method: signatureMethods['ecdsa-sha256'],
      privateKey: createPrivateKey(pair.privateKey),
      certificate: pair.certificate,
    },
    { reference: '/*', action: 'prepend' },
  );
}
