import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DIRECTORY_LOCATION, originOf } from '../entities/location';
import { PAGE_SIZE } from './readDirectory';

const REF_FIELDS = ['kind', 'metadata.namespace', 'metadata.name'];

/** What the Catalog holds already. */
export class CatalogView {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): CatalogView {
    return new CatalogView(options.catalog, options.auth);
  }

  private constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /**
   * Which of these references belong to entities that are not ours.
   *
   * @returns where they come from, by reference
   */
  async findForeign(
    entityRefs: readonly string[],
  ): Promise<Map<string, string>> {
    const { items } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs: [...entityRefs],
        fields: [...REF_FIELDS, 'metadata.annotations'],
      },
      await this.#credentials(),
    );
    const foreign = new Map<string, string>();
    items.forEach((entity, index) => {
      if (entity && originOf(entity) !== DIRECTORY_LOCATION) {
        foreign.set(entityRefs[index], originOf(entity) ?? 'another source');
      }
    });
    return foreign;
  }

  /** References of our entities, by pages. */
  async *readOurs(): AsyncGenerator<string[]> {
    const pages: AsyncIterable<Entity[]> = this.#catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]:
            DIRECTORY_LOCATION,
        },
        fields: REF_FIELDS,
        pageSize: PAGE_SIZE,
      },
      await this.#credentials(),
    );
    for await (const page of pages) {
      yield page.map(entity => stringifyEntityRef(entity));
    }
  }

  async #credentials() {
    return { credentials: await this.#auth.getOwnServiceCredentials() };
  }
}
