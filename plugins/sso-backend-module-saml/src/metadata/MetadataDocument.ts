import { isSsoError, SsoError } from '@latchkey/plugin-sso-common';
import type { SignatureTrust } from '../verify/chooseCertificate';
import { isSigned, verifySignature } from '../verify/verifySignature';
import { childElements } from '../xml/elements';
import { timeOf } from '../xml/time';
import { isMetadata } from './metadataElements';
import { parseMetadata } from './parseMetadata';
import type { ProviderMetadata } from './ProviderMetadata';
import { displayNameOf, identityRoleOf, readProvider } from './readProvider';

/** More than any federation has. */
const MAX_ENTITIES = 20_000;

/** Options of {@link MetadataDocument.parse}. */
export interface MetadataOptions {
  readonly now: Date;
  /** With it, metadata counts only when it is signed by one of these. */
  readonly trust?: Omit<SignatureTrust, 'now'>;
}

/** An entity and the elements around it, from the root on. */
interface Entry {
  readonly entityId: string;
  readonly entity: Element;
  readonly chain: readonly Element[];
}

/** SAML 2.0 metadata of one entity or of a federation. */
export class MetadataDocument {
  readonly #entries: readonly Entry[];
  readonly #options: MetadataOptions;

  /**
   * @throws SsoError `saml-metadata-invalid`, `saml-metadata-expired`
   */
  static parse(text: string, options: MetadataOptions): MetadataDocument {
    const root = parseMetadata(text);
    return asInvalid(() => {
      checkValidity([root], options.now);
      const entries: Entry[] = [];
      collect(root, [], entries);
      return new MetadataDocument(entries, options);
    });
  }

  private constructor(entries: readonly Entry[], options: MetadataOptions) {
    this.#entries = entries;
    this.#options = options;
  }

  /** All entities, identity providers or not. */
  get entityIds(): string[] {
    return this.#entries.map(({ entityId }) => entityId);
  }

  /** The identity providers of SAML 2.0, in their order. */
  get providers(): Array<{ entityId: string; displayName?: string }> {
    return asInvalid(() =>
      this.#entries
        .filter(({ entity }) => identityRoleOf(entity))
        .map(({ entityId, entity }) => ({
          entityId,
          displayName: displayNameOf(entity),
        })),
    );
  }

  /**
   * One identity provider, once its signature and its validity are checked.
   *
   * @throws SsoError `saml-metadata-entity`, `saml-metadata-invalid`,
   *   `saml-metadata-expired`, `saml-metadata-signature`
   */
  provider(entityId: string): ProviderMetadata {
    const found = this.#entries.filter(entry => entry.entityId === entityId);
    if (found.length !== 1) {
      throw new SsoError('saml-metadata-entity', {
        detail:
          found.length > 1
            ? `The metadata describes ${entityId} ${found.length} times`
            : this.#otherEntities(entityId),
      });
    }
    const [{ entity, chain }] = found;
    this.#checkSignature(chain);
    return asInvalid(() => {
      const role = identityRoleOf(entity);
      if (!role) {
        throw new SsoError('saml-metadata-invalid', {
          detail: describeOtherRoles(entity),
        });
      }
      const validUntil = checkValidity([...chain, role], this.#options.now);
      return {
        entityId,
        ...readProvider(entity, role),
        validUntil,
        isSigned: chain.some(isSigned),
      };
    });
  }

  #otherEntities(entityId: string): string {
    const [only = 'nothing', ...rest] = this.entityIds;
    return `The metadata does not describe ${entityId} but ${
      rest.length > 0 ? `${rest.length + 1} other entities` : only
    }`;
  }

  /** The outermost signature around the entity has to be a trusted one. */
  #checkSignature(chain: readonly Element[]): void {
    const { trust, now } = this.#options;
    if (!trust) {
      return;
    }
    const signed = chain.find(isSigned);
    if (!signed) {
      throw new SsoError('saml-metadata-signature', {
        detail: 'The metadata is not signed',
      });
    }
    try {
      verifySignature(signed, { ...trust, now });
    } catch (error) {
      throw recode(error, 'saml-metadata-signature');
    }
  }
}

function collect(
  element: Element,
  parents: readonly Element[],
  entries: Entry[],
): void {
  const chain = [...parents, element];
  if (isMetadata(element, 'md:EntityDescriptor')) {
    const entityId = element.getAttribute('entityID') ?? '';
    if (entityId === '' || entityId.length > 1024) {
      throw new SsoError('saml-metadata-invalid', {
        detail: 'An EntityDescriptor has no entityID, or a too long one',
      });
    }
    if (entries.length >= MAX_ENTITIES) {
      throw new SsoError('saml-metadata-invalid', {
        detail: `The metadata describes more than ${MAX_ENTITIES} entities`,
      });
    }
    entries.push({ entityId, entity: element, chain });
  } else if (isMetadata(element, 'md:EntitiesDescriptor')) {
    for (const child of childElements(element)) {
      collect(child, chain, entries);
    }
  }
}

/** The earliest `validUntil` of the elements, which lies ahead. */
function checkValidity(
  elements: readonly Element[],
  now: Date,
): Date | undefined {
  const moments = elements
    .map(element => element.getAttribute('validUntil'))
    .filter(text => !!text)
    .map(text => timeOf(text!, 'validUntil').getTime());
  if (moments.length === 0) {
    return undefined;
  }
  const earliest = new Date(Math.min(...moments));
  if (earliest <= now) {
    throw new SsoError('saml-metadata-expired', {
      detail: `The metadata was valid until ${earliest.toISOString()}`,
    });
  }
  return earliest;
}

function describeOtherRoles(entity: Element): string {
  const entityId = entity.getAttribute('entityID');
  const roles = childElements(entity).map(({ localName }) => localName);
  return roles.includes('SPSSODescriptor')
    ? `The metadata of ${entityId} describes a service provider, such as this portal, and no identity provider`
    : `The metadata of ${entityId} describes no identity provider of SAML 2.0`;
}

/** Faults of the XML are faults of the metadata. */
function asInvalid<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isSsoError(error) && error.code.startsWith('saml-metadata')
      ? error
      : recode(error, 'saml-metadata-invalid');
  }
}

function recode(
  error: unknown,
  code: 'saml-metadata-invalid' | 'saml-metadata-signature',
): unknown {
  return isSsoError(error)
    ? new SsoError(code, { detail: error.detail, evidence: error.evidence })
    : error;
}
