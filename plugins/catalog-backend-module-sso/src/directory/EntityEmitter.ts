import { createHash } from 'node:crypto';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { checkEntity } from '../entities/checkEntity';
import { cleanText } from '../entities/cleanText';
import { DIRECTORY_LOCATION_KEY } from '../entities/location';
import type { CatalogView } from './CatalogView';
import type { OnceWarner } from './OnceWarner';
import { type DirectoryRecord, PAGE_SIZE } from './readDirectory';

/** What was handed to the Catalog: a hash of each entity by its reference. */
export type EmittedEntities = Map<string, string>;

function hash(entity: Entity): string {
  return createHash('sha256').update(JSON.stringify(entity)).digest('base64');
}

/** Hands entities to the Catalog, or takes them out of it. */
export class EntityEmitter {
  readonly #connection: EntityProviderConnection;
  readonly #catalogView: CatalogView;
  readonly #warner: OnceWarner;

  static create(options: {
    connection: EntityProviderConnection;
    catalogView: CatalogView;
    warner: OnceWarner;
  }): EntityEmitter {
    return new EntityEmitter(options);
  }

  private constructor(options: {
    connection: EntityProviderConnection;
    catalogView: CatalogView;
    warner: OnceWarner;
  }) {
    this.#connection = options.connection;
    this.#catalogView = options.catalogView;
    this.#warner = options.warner;
  }

  /**
   * Adds or changes the entities of one page. Entities that break a rule of
   * the Catalog or belong to somebody else are left out with a warning.
   *
   * @param known - entities that need no second look while they are the same
   * @returns all entities of the page that the Catalog has now
   */
  async add(
    records: readonly DirectoryRecord[],
    known: EmittedEntities,
  ): Promise<EmittedEntities> {
    const entities = await this.#createValid(records);
    const emitted: EmittedEntities = new Map();
    const changed = new Map<string, Entity>();
    for (const [ref, entity] of entities) {
      emitted.set(ref, hash(entity));
      if (known.get(ref) !== emitted.get(ref)) {
        changed.set(ref, entity);
      }
    }
    if (changed.size > 0) {
      for (const ref of await this.#warnForeign([...changed.keys()])) {
        changed.delete(ref);
        emitted.delete(ref);
      }
    }
    if (changed.size > 0) {
      await this.#connection.applyMutation({
        type: 'delta',
        added: [...changed.values()].map(entity => ({
          entity,
          locationKey: DIRECTORY_LOCATION_KEY,
        })),
        removed: [],
      });
    }
    return emitted;
  }

  /** Takes entities out; the Catalog ignores those that are not ours. */
  async remove(entityRefs: readonly string[]): Promise<void> {
    for (let at = 0; at < entityRefs.length; at += PAGE_SIZE) {
      await this.#connection.applyMutation({
        type: 'delta',
        added: [],
        removed: entityRefs.slice(at, at + PAGE_SIZE).map(entityRef => ({
          entityRef,
          locationKey: DIRECTORY_LOCATION_KEY,
        })),
      });
    }
  }

  async #createValid(
    records: readonly DirectoryRecord[],
  ): Promise<Map<string, Entity>> {
    const entities = new Map<string, Entity>();
    for (const record of records) {
      try {
        const entity = record.createEntity();
        await checkEntity(entity);
        entities.set(stringifyEntityRef(entity), entity);
      } catch (error) {
        this.#warner.warn(
          record.entityRef,
          `${cleanText(record.entityRef, 200)} cannot be in the Catalog: ${
            error instanceof Error ? cleanText(error.message, 500) : 'unknown'
          }`,
        );
      }
    }
    return entities;
  }

  async #warnForeign(entityRefs: string[]): Promise<string[]> {
    const foreign = await this.#catalogView.findForeign(entityRefs);
    for (const [ref, origin] of foreign) {
      this.#warner.warn(
        ref,
        `${ref} is in the Catalog already and comes from ${cleanText(
          origin,
          200,
        )}; it stays as it is`,
      );
    }
    return [...foreign.keys()];
  }
}
