import { isLoopbackUrl } from '../../loopback';
import { bindings, namespaces } from '../names';
import { certificatePem } from '../keys/certificateText';
import { attributeOf, childElements, firstChild } from '../xml/children';
import { parseXml } from '../xml/parseXml';
import { SamlServiceProvider } from './types';

const timeoutMs = 2000;
const maximumCharacters = 256 * 1024;

function certificatesFor(
  role: Element,
  use: 'signing' | 'encryption',
): string[] {
  return childElements(role, namespaces.metadata, 'KeyDescriptor')
    .filter(key => (attributeOf(key, 'use') ?? use) === use)
    .flatMap(key =>
      Array.from(
        key.getElementsByTagNameNS(namespaces.signature, 'X509Certificate'),
      ),
    )
    .map(node => certificatePem(node.textContent ?? ''));
}

function byIndex(one: Element, other: Element): number {
  const rank = (node: Element) =>
    (attributeOf(node, 'isDefault') === 'true' ? -1e6 : 0) +
    Number(attributeOf(node, 'index') ?? 0);
  return rank(one) - rank(other);
}

/**
 * Reads the metadata of one service provider (SAML metadata 2.4.4).
 *
 * @throws Error when it is none
 */
export function readSpMetadata(xml: string): SamlServiceProvider {
  const root = parseXml(xml).documentElement;
  const role = firstChild(root, namespaces.metadata, 'SPSSODescriptor');
  const entityId = attributeOf(root, 'entityID');
  if (!role || !entityId) {
    throw new Error('This is not the metadata of one service provider');
  }
  const acsUrls = childElements(
    role,
    namespaces.metadata,
    'AssertionConsumerService',
  )
    .filter(node => attributeOf(node, 'Binding') === bindings.post)
    .sort(byIndex)
    .map(node => attributeOf(node, 'Location') ?? '');
  const logout = firstChild(role, namespaces.metadata, 'SingleLogoutService');
  return {
    entityId,
    acsUrls,
    logoutUrl: logout && attributeOf(logout, 'Location'),
    logoutBinding:
      logout && attributeOf(logout, 'Binding') === bindings.post
        ? 'post'
        : 'redirect',
    certificates: certificatesFor(role, 'signing'),
    encryptionCertificate: certificatesFor(role, 'encryption')[0],
    requestsSigned: attributeOf(role, 'AuthnRequestsSigned') === 'true',
  };
}

/**
 * Fetches metadata of a service provider on loopback.
 *
 * @throws Error for every other address, and when it cannot be read
 */
export async function fetchSpMetadata(
  url: string,
): Promise<SamlServiceProvider> {
  if (!isLoopbackUrl(url)) {
    throw new Error('Metadata is read from loopback only');
  }
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const xml = await response.text();
  if (!response.ok || xml.length > maximumCharacters) {
    throw new Error(`Metadata of ${url} cannot be read (${response.status})`);
  }
  return readSpMetadata(xml);
}
