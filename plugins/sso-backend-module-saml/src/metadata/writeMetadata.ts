import { createHash } from 'node:crypto';
import type {
  SsoDocument,
  SsoProtocolContext,
} from '@latchkey/plugin-sso-node';
import type { SamlCertificate } from '../certificates/SamlCertificate';
import { entityIdOf } from '../entityIdOf';
import { keysOf } from '../keys/keysOf';
import { memoizeByText } from '../memoizeByText';
import { signEnveloped } from '../requests/signEnveloped';
import { signerOf } from '../requests/signerOf';
import { writeElement, XmlElement } from '../requests/writeElement';
import type { SamlSettings } from '../settings';
import {
  bindingUris,
  metadataNamespaces,
  protocolUri,
} from './metadataElements';

type Context = Pick<
  SsoProtocolContext<SamlSettings>,
  'connectionId' | 'settings' | 'callbackUrl' | 'logoutUrl' | 'metadataUrl'
>;

/** What the portal can decrypt, the best first (XML Encryption 1.1, 5.1). */
const encryptionMethods = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
];

// An ECDSA signature differs each time: signed once, the document stays the
// same for everybody who reads it.
const sign = memoizeByText(
  (
    _key: string,
    xml: string,
    signer: NonNullable<ReturnType<typeof signerOf>>,
  ) => signEnveloped(xml, signer, { reference: '/*', action: 'prepend' }),
);

/**
 * What the portal tells a provider of itself (SAML metadata 2.4.4), signed as
 * soon as there is a key. node-saml writes metadata as well, but neither two
 * keys beside each other nor logout by HTTP-Redirect, and gives every copy
 * another ID.
 */
export function writeMetadata(
  context: Context,
  now: Date = new Date(),
): SsoDocument {
  const { settings, connectionId } = context;
  const role = writeRole(context, now);
  const write = (id: string) =>
    writeElement(
      'md:EntityDescriptor',
      {
        'xmlns:md': metadataNamespaces.md,
        ID: id,
        entityID: entityIdOf(context),
        cacheDuration: 'P1D',
      },
      [role],
    ).xml;
  // The same content has the same ID.
  const digest = createHash('sha256').update(write('')).digest('hex');
  const xml = write(`_${digest.slice(0, 40)}`);
  const signer = signerOf(settings, now);
  return {
    contentType: 'application/samlmetadata+xml',
    fileName: `${connectionId}-metadata.xml`,
    body: signer
      ? sign(`${signer.method.uri} ${signer.certificate} ${xml}`, xml, signer)
      : xml,
  };
}

function writeRole(context: Context, now: Date): XmlElement {
  const { settings, callbackUrl, logoutUrl } = context;
  const { signing, published, encryption } = keysOf(settings, now);
  return writeElement(
    'md:SPSSODescriptor',
    {
      AuthnRequestsSigned: String(settings.signRequests && !!signing),
      WantAssertionsSigned: String(settings.wantAssertionsSigned),
      protocolSupportEnumeration: protocolUri,
    },
    [
      ...published.map(certificate => writeKey('signing', certificate)),
      ...(encryption ? [writeKey('encryption', encryption)] : []),
      ...(['redirect', 'post'] as const).map(binding =>
        writeElement('md:SingleLogoutService', {
          Binding: bindingUris[binding],
          Location: logoutUrl,
        }),
      ),
      ...(settings.identifierFormat
        ? [writeElement('md:NameIDFormat', {}, settings.identifierFormat)]
        : []),
      writeElement('md:AssertionConsumerService', {
        index: '0',
        isDefault: 'true',
        Binding: bindingUris.post,
        Location: callbackUrl,
      }),
    ],
  );
}

function writeKey(
  use: 'signing' | 'encryption',
  { pem }: SamlCertificate,
): XmlElement {
  const certificate = writeElement(
    'ds:X509Certificate',
    {},
    pem.replace(/-----.*-----|\s/g, ''),
  );
  const keyInfo = writeElement(
    'ds:KeyInfo',
    { 'xmlns:ds': metadataNamespaces.ds },
    [writeElement('ds:X509Data', {}, [certificate])],
  );
  const methods =
    use === 'encryption'
      ? encryptionMethods.map(Algorithm =>
          writeElement('md:EncryptionMethod', { Algorithm }),
        )
      : [];
  return writeElement('md:KeyDescriptor', { use }, [keyInfo, ...methods]);
}
