import { certificateText } from '../keys/certificateText';
import { bindings, nameIdFormats, namespaces } from '../names';
import { signRoot } from '../signing/signRoot';
import { SamlSignatureDraft } from '../signing/SignatureDraft';
import { element } from '../xml/element';
import { escapeXml } from '../xml/escapeXml';

/** Metadata of an identity provider (SAML metadata 2.4.3). @public */
export interface SamlIdpMetadataDraft {
  /** Needed where the metadata is signed. */
  id?: string;
  entityId: string;
  /** Signing certificates in PEM. */
  certificates: readonly string[];
  singleSignOnUrl: string;
  singleLogoutUrl?: string;
  validUntil?: string;
  wantAuthnRequestsSigned?: boolean;
  signature?: SamlSignatureDraft;
}

function keyDescriptorXml(certificate: string): string {
  return element(
    'md:KeyDescriptor',
    { use: 'signing' },
    element(
      'ds:KeyInfo',
      { 'xmlns:ds': namespaces.signature },
      element(
        'ds:X509Data',
        {},
        element('ds:X509Certificate', {}, certificateText(certificate)),
      ),
    ),
  );
}

function serviceXml(name: string, location: string | undefined): string {
  return location === undefined
    ? ''
    : Object.values(bindings)
        .map(binding => element(name, { Binding: binding, Location: location }))
        .join('');
}

/** An `EntityDescriptor` of an identity provider. */
export function idpMetadataXml(draft: SamlIdpMetadataDraft): string {
  const plain = element(
    'md:EntityDescriptor',
    {
      'xmlns:md': namespaces.metadata,
      ID: draft.id,
      entityID: draft.entityId,
      validUntil: draft.validUntil,
    },
    element(
      'md:IDPSSODescriptor',
      {
        protocolSupportEnumeration: namespaces.protocol,
        WantAuthnRequestsSigned: draft.wantAuthnRequestsSigned
          ? 'true'
          : 'false',
      },
      ...draft.certificates.map(keyDescriptorXml),
      serviceXml('md:SingleLogoutService', draft.singleLogoutUrl),
      ...Object.values(nameIdFormats).map(format =>
        element('md:NameIDFormat', {}, escapeXml(format)),
      ),
      serviceXml('md:SingleSignOnService', draft.singleSignOnUrl),
    ),
  );
  return draft.signature ? signRoot(plain, draft.signature) : plain;
}
