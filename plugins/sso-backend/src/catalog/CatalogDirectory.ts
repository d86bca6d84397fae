import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { SsoError } from '@latchkey/plugin-sso-common';

/** Location under which Latchkey's own entities stand in the Catalog. */
const OWN_LOCATION = 'sso:directory';
const ORIGIN_ANNOTATION = 'backstage.io/managed-by-origin-location';
const BATCH = 200;

/** What the sign-in engine asks the Catalog. */
export interface CatalogDirectory {
  /**
   * Which of these entities exist and belong to another provider.
   *
   * @throws SsoError `catalog-unavailable`
   */
  findForeign(entityRefs: readonly string[]): Promise<Set<string>>;

  /**
   * Users of other providers by email; answers in the order of the emails.
   *
   * @throws SsoError `catalog-unavailable`
   */
  findUsersByEmail(emails: readonly string[]): Promise<string[][]>;
}

/** The Catalog plugin over its client, with this plugin's own credentials. */
export class DefaultCatalogDirectory implements CatalogDirectory {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): DefaultCatalogDirectory {
    return new DefaultCatalogDirectory(options.catalog, options.auth);
  }

  private constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  async findForeign(entityRefs: readonly string[]): Promise<Set<string>> {
    const origins = await this.#readOrigins(entityRefs);
    const foreign = new Set<string>();
    for (const [ref, origin] of origins) {
      if (origin !== OWN_LOCATION) foreign.add(ref);
    }
    return foreign;
  }

  async findUsersByEmail(emails: readonly string[]): Promise<string[][]> {
    const wanted = [...new Set(emails)];
    const found = new Map<string, string[]>();
    await this.#ask(async credentials => {
      for (let start = 0; start < wanted.length; start += BATCH) {
        const { items } = await this.#catalog.getEntities(
          {
            // Filters of the Catalog compare without regard to case.
            filter: {
              kind: 'user',
              'spec.profile.email': wanted.slice(start, start + BATCH),
            },
            fields: [
              'kind',
              'metadata.name',
              'metadata.namespace',
              'metadata.annotations',
              'spec.profile.email',
            ],
          },
          { credentials },
        );
        for (const entity of items) {
          // Our own accounts are looked up as accounts, where it is known
          // whether their email is verified.
          const origin = entity.metadata.annotations?.[ORIGIN_ANNOTATION];
          if (origin === OWN_LOCATION) continue;
          const profile = entity.spec?.profile as { email?: string };
          const email = String(profile?.email).toLocaleLowerCase('en-US');
          const { name, namespace = 'default' } = entity.metadata;
          const ref = `user:${namespace}/${name}`.toLocaleLowerCase('en-US');
          found.set(email, [...(found.get(email) ?? []), ref]);
        }
      }
    });
    return emails.map(
      email => found.get(email.toLocaleLowerCase('en-US')) ?? [],
    );
  }

  /** Origin location of those entities that exist. */
  async #readOrigins(
    entityRefs: readonly string[],
  ): Promise<Map<string, string | undefined>> {
    const refs = [...new Set(entityRefs)];
    const origins = new Map<string, string | undefined>();
    await this.#ask(async credentials => {
      for (let start = 0; start < refs.length; start += BATCH) {
        const batch = refs.slice(start, start + BATCH);
        const { items } = await this.#catalog.getEntitiesByRefs(
          {
            entityRefs: batch,
            fields: ['kind', 'metadata.annotations', 'metadata.name'],
          },
          { credentials },
        );
        items.forEach((entity, index) => {
          if (entity) {
            origins.set(
              batch[index],
              entity.metadata.annotations?.[ORIGIN_ANNOTATION],
            );
          }
        });
      }
    });
    return origins;
  }

  async #ask(
    run: (
      credentials: Awaited<ReturnType<AuthService['getOwnServiceCredentials']>>,
    ) => Promise<void>,
  ): Promise<void> {
    try {
      await run(await this.#auth.getOwnServiceCredentials());
    } catch (cause) {
      throw new SsoError('catalog-unavailable', { cause });
    }
  }
}
