import {
  CertificateReading,
  readCertificateBlocks,
} from '../certificates/readCertificates';
import { isProviderUrl } from '../settings/texts';
import { namespaces } from '../xml/namespaces';
import { textOf } from '../xml/text';
import {
  bindingUris,
  descend,
  MetadataName,
  protocolUri,
} from './metadataElements';
import type { MetadataEndpoint, ProviderMetadata } from './ProviderMetadata';

const MAX_NAME_LENGTH = 200;

/** The role of an identity provider of SAML 2.0, if the entity has it. */
export function identityRoleOf(entity: Element): Element | undefined {
  return descend(entity, 'md:IDPSSODescriptor').find(role =>
    (role.getAttribute('protocolSupportEnumeration') ?? '')
      .split(/\s+/)
      .includes(protocolUri),
  );
}

/** Name for people, English first (SAML metadata UI 2.1.2). */
export function displayNameOf(entity: Element): string | undefined {
  const role = identityRoleOf(entity);
  const names = [
    ...(role
      ? descend(role, 'md:Extensions', 'mdui:UIInfo', 'mdui:DisplayName')
      : []),
    ...descend(entity, 'md:Organization', 'md:OrganizationDisplayName'),
    ...descend(entity, 'md:Organization', 'md:OrganizationName'),
  ];
  const best =
    names.find(name =>
      name.getAttributeNS(namespaces.xml, 'lang')?.startsWith('en'),
    ) ?? names[0];
  return best && plain(textOf(best).slice(0, MAX_NAME_LENGTH));
}

/**
 * Reads the role of an identity provider (SAML metadata 2.4.3).
 *
 * @throws SsoError `saml-structure-invalid`
 */
export function readProvider(
  entity: Element,
  role: Element,
): Omit<ProviderMetadata, 'entityId' | 'validUntil' | 'isSigned'> {
  const signIn = endpointsOf(role, 'md:SingleSignOnService');
  const signOut = endpointsOf(role, 'md:SingleLogoutService');
  return {
    displayName: displayNameOf(entity),
    certificates: certificatesOf(role),
    signIn: signIn.usable,
    signOut: signOut.usable,
    refusedLocations: [...signIn.refused, ...signOut.refused],
    nameIdFormats: descend(role, 'md:NameIDFormat')
      .map(format => textOf(format).trim())
      .filter(format => format !== ''),
    wantsSignedRequests: /^(?:true|1)$/.test(
      role.getAttribute('WantAuthnRequestsSigned') ?? '',
    ),
  };
}

/** A key without `use` is for both purposes (SAML metadata 2.4.1.1). */
function certificatesOf(role: Element): CertificateReading[] {
  const seen = new Set<string>();
  return descend(role, 'md:KeyDescriptor')
    .filter(key => (key.getAttribute('use') || 'signing') === 'signing')
    .flatMap(key =>
      descend(key, 'ds:KeyInfo', 'ds:X509Data', 'ds:X509Certificate'),
    )
    .flatMap(element => readCertificateBlocks(textOf(element)))
    .filter(reading => {
      const identity =
        'certificate' in reading
          ? reading.certificate.sha256
          : JSON.stringify(reading);
      return seen.has(identity) ? false : seen.add(identity);
    });
}

function endpointsOf(role: Element, name: MetadataName) {
  const usable: MetadataEndpoint[] = [];
  const refused: string[] = [];
  for (const element of descend(role, name)) {
    const binding = bindingOf(element.getAttribute('Binding') ?? '');
    const location = (element.getAttribute('Location') ?? '').trim();
    const responseLocation =
      element.getAttribute('ResponseLocation')?.trim() || undefined;
    if (!binding) {
      continue;
    }
    const bad = [location, responseLocation].find(
      url => url !== undefined && !isProviderUrl(url),
    );
    if (bad === undefined) {
      usable.push({ binding, location, responseLocation });
    } else {
      refused.push(plain(bad.slice(0, MAX_NAME_LENGTH)) || 'an empty address');
    }
  }
  const rank = ({ binding }: MetadataEndpoint) =>
    binding === 'redirect' ? 0 : 1;
  return { usable: usable.sort((a, b) => rank(a) - rank(b)), refused };
}

function bindingOf(uri: string): MetadataEndpoint['binding'] | undefined {
  return (['redirect', 'post'] as const).find(
    binding => bindingUris[binding] === uri,
  );
}

function plain(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
