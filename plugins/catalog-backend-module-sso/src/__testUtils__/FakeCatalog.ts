import { mockServices } from '@backstage/backend-test-utils';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogView } from '../directory/CatalogView';

/** A Catalog that holds what our provider and others gave it. */
export class FakeCatalog implements EntityProviderConnection {
  readonly entities = new Map<string, Entity>();
  readonly mutations: EntityProviderMutation[] = [];
  /** Thrown by the next mutations. */
  failure?: Error;

  readonly view = CatalogView.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock.mock({
      getEntitiesByRefs: async request =>
        this.#client().getEntitiesByRefs(request),
      streamEntities: request => this.#client().streamEntities(request),
    }),
  });

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    if (this.failure) {
      throw this.failure;
    }
    if (mutation.type === 'full') {
      throw new Error('not expected');
    }
    this.mutations.push(mutation);
    for (const removed of mutation.removed) {
      this.entities.delete(
        'entityRef' in removed
          ? removed.entityRef
          : stringifyEntityRef(removed.entity),
      );
    }
    for (const { entity } of mutation.added) {
      this.entities.set(stringifyEntityRef(entity), entity);
    }
  }

  async refresh(): Promise<void> {}

  /** An entity of another provider. */
  addForeign(kind: string, name: string, origin?: string): Entity {
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: {
        namespace: 'default',
        name,
        annotations: origin
          ? { 'backstage.io/managed-by-origin-location': origin }
          : {},
      },
      spec: {},
    };
    this.entities.set(stringifyEntityRef(entity), entity);
    return entity;
  }

  /** References of all entities, in order. */
  get refs(): string[] {
    return [...this.entities.keys()].sort();
  }

  /** How many entities were handed over so far. */
  get added(): number {
    return this.mutations.reduce(
      (sum, mutation) =>
        sum + (mutation.type === 'delta' ? mutation.added.length : 0),
      0,
    );
  }

  #client() {
    return catalogServiceMock({ entities: [...this.entities.values()] });
  }
}
