import { childElements } from '../xml/elements';
import { namespaces } from '../xml/namespaces';

/** Namespaces of metadata (SAML metadata 2.1, and its extension for users). */
export const metadataNamespaces = {
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  mdui: 'urn:oasis:names:tc:SAML:metadata:ui',
  ds: namespaces.ds,
} as const;

/** What the portal calls bindings (SAML bindings 3.4 and 3.5). */
export const bindingUris = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;

/** Every role that speaks SAML 2.0 says so with this. */
export const protocolUri = namespaces.samlp;

/** Name of an element of metadata: `md:EntityDescriptor`. */
export type MetadataName = `${keyof typeof metadataNamespaces}:${string}`;

/** Whether an element has exactly this name. */
export function isMetadata(element: Element, name: MetadataName): boolean {
  const [prefix, local] = name.split(':');
  return (
    element.localName === local &&
    element.namespaceURI ===
      metadataNamespaces[prefix as keyof typeof metadataNamespaces]
  );
}

/** The elements at the end of a path of direct children, in their order. */
export function descend(element: Element, ...path: MetadataName[]): Element[] {
  return path.reduce(
    (found, name) =>
      found.flatMap(parent =>
        childElements(parent).filter(child => isMetadata(child, name)),
      ),
    [element],
  );
}
