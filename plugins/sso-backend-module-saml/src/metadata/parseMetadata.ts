import { isSsoError, SsoError } from '@latchkey/plugin-sso-common';
import { metadataLimits } from '../xml/limits';
import { parseSamlXml } from '../xml/parseSamlXml';
import { isMetadata } from './metadataElements';

/**
 * Parses a document that should be metadata.
 *
 * @returns `EntityDescriptor` or `EntitiesDescriptor`
 * @throws SsoError `saml-metadata-invalid`, saying what it is instead
 */
export function parseMetadata(text: string): Element {
  const other = recognizeOther(text);
  if (other) {
    throw new SsoError('saml-metadata-invalid', { detail: other });
  }
  let root: Element;
  try {
    root = parseSamlXml(text.trim(), metadataLimits);
  } catch (error) {
    throw isSsoError(error)
      ? new SsoError('saml-metadata-invalid', { detail: error.detail })
      : error;
  }
  if (
    !isMetadata(root, 'md:EntityDescriptor') &&
    !isMetadata(root, 'md:EntitiesDescriptor')
  ) {
    throw new SsoError('saml-metadata-invalid', {
      detail: `The document is XML, but begins with ${root.localName.slice(
        0,
        100,
      )} instead of EntityDescriptor or EntitiesDescriptor`,
    });
  }
  return root;
}

/** A text from its first markup that is no comment on. */
function withoutComments(text: string): string {
  let rest = text;
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4);
    rest = end < 0 ? '' : rest.slice(end + 3).trimStart();
  }
  return rest;
}

/** What people paste by mistake. */
function recognizeOther(text: string): string | undefined {
  const start = text.slice(0, 2000).replace(/^\uFEFF?\s*/, '');
  if (start === '') {
    return 'The document is empty';
  }
  if (/^<(?:!doctype\s+html|html)\b/i.test(withoutComments(start))) {
    return 'This is a web page, not metadata. Many providers show the address of the metadata on that page';
  }
  if (start.startsWith('{')) {
    return 'This is JSON, not SAML metadata. It may belong to OpenID Connect';
  }
  if (start.startsWith('-----BEGIN')) {
    return 'This is a certificate or a key. Enter it below; the metadata is an XML document';
  }
  return start.startsWith('<')
    ? undefined
    : 'This is no XML document. Metadata begins with <EntityDescriptor or <?xml';
}
