import { AssertedIdentity, isSsoError } from '@latchkey/plugin-sso-common';
import type { CatalogDirectory } from '../catalog/CatalogDirectory';
import { normalForm } from '../directory/normalForm';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { applyDecisions } from './applyDecisions';
import { resolveIdentities } from './decide';
import { draftAccount, draftForCatalogUser } from './drafts';
import { groupEntityName } from './entityNames';
import { usableTitles } from './groupPlan';
import type { ResolverRegistry } from './ResolverRegistry';
import { StoreResolverDirectory } from './StoreResolverDirectory';
import type { Decision, Outcome, ProvisioningScope } from './types';
import { refuse } from './types';

/** A batch with everything decided that needs a look beyond the database. */
export interface PreparedBatch {
  readonly scope: ProvisioningScope;
  readonly decisions: readonly Decision[];
  /** Group references that belong to other Catalog providers. */
  readonly foreignGroups: ReadonlySet<string>;
}

/**
 * Turns asserted identities into accounts: the same engine for one sign-in
 * and for many people at once. `prepare` decides and writes nothing; `apply`
 * writes, in the caller's transaction. The number of statements does not
 * depend on the size of the batch.
 */
export class ProvisioningEngine {
  readonly #persistence: SsoPersistence;
  readonly #catalog: CatalogDirectory;
  readonly #resolvers: ResolverRegistry;
  readonly #namespace: string;
  readonly #administrators: ReadonlySet<string>;
  readonly #now: () => Date;

  static create(options: {
    persistence: SsoPersistence;
    catalog: CatalogDirectory;
    resolvers: ResolverRegistry;
    namespace: string;
    administrators: readonly string[];
    now?: () => Date;
  }): ProvisioningEngine {
    return new ProvisioningEngine(options);
  }

  private constructor(
    options: Parameters<typeof ProvisioningEngine.create>[0],
  ) {
    this.#persistence = options.persistence;
    this.#catalog = options.catalog;
    this.#resolvers = options.resolvers;
    this.#namespace = options.namespace;
    this.#administrators = new Set(options.administrators);
    this.#now = options.now ?? (() => new Date());
  }

  /** Steps admit and resolve, with the Catalog's word on new names. */
  async prepare(
    scope: ProvisioningScope,
    identities: readonly AssertedIdentity[],
  ): Promise<PreparedBatch> {
    const directory = StoreResolverDirectory.create({
      accounts: this.#persistence.accounts,
      catalog: this.#catalog,
      connectionId: scope.connectionId,
      namespace: this.#namespace,
      administrators: this.#administrators,
    });
    const resolved = await resolveIdentities(
      scope,
      identities,
      this.#resolvers.inOrder(scope.policy.resolvers),
      directory,
    );

    const draftScope = {
      connectionId: scope.connectionId,
      namespace: this.#namespace,
      administrators: this.#administrators,
      at: this.#now(),
    };
    const drafted = resolved.map((result): Decision => {
      if (result.kind === 'refused') return result;
      const { identity, resolver, resolution } = result;
      if (resolution.kind === 'account') {
        const { accountId } = resolution.account;
        return { kind: 'account', identity, accountId, resolver };
      }
      const draft =
        resolution.kind === 'catalogUser'
          ? draftForCatalogUser(draftScope, identity, resolution.entityRef)
          : draftAccount(draftScope, identity);
      return 'kind' in draft
        ? draft
        : { kind: 'create', identity, draft, resolver };
    });

    return {
      scope,
      decisions: await this.#refuseForeignNames(
        await this.#findCatalogOwnedAccounts(drafted),
      ),
      foreignGroups: await this.#findForeignGroups(scope, drafted),
    };
  }

  /**
   * Step apply. Has to run in a transaction; run it again from `prepare` when
   * the transaction failed. Whether somebody may then use the account is what
   * `AccountEntry` asks the gate.
   */
  async apply(stores: SsoStores, batch: PreparedBatch): Promise<Outcome[]> {
    return applyDecisions(stores, batch, {
      namespace: this.#namespace,
      administrators: this.#administrators,
      at: this.#now(),
    });
  }

  /** An account made for a Catalog user before is that account. */
  async #findCatalogOwnedAccounts(
    decisions: readonly Decision[],
  ): Promise<Decision[]> {
    const refs = decisions.flatMap(decision =>
      decision.kind === 'create' && decision.draft.catalogOwned
        ? [decision.draft.entityRef]
        : [],
    );
    if (!refs.length) return [...decisions];
    const accounts = await this.#persistence.accounts.findByEntityRefs(refs);
    const byRef = new Map(
      accounts.map(account => [account.entityRef, account]),
    );
    return decisions.map(decision => {
      const account =
        decision.kind === 'create' && decision.draft.catalogOwned
          ? byRef.get(decision.draft.entityRef)
          : undefined;
      return account && decision.kind === 'create'
        ? {
            kind: 'account',
            identity: decision.identity,
            accountId: account.id,
            resolver: decision.resolver,
          }
        : decision;
    });
  }

  /** A new account never becomes a `User` that somebody else put there. */
  async #refuseForeignNames(
    decisions: readonly Decision[],
  ): Promise<Decision[]> {
    const refs = decisions.flatMap(decision =>
      decision.kind === 'create' && !decision.draft.catalogOwned
        ? [decision.draft.entityRef]
        : [],
    );
    if (!refs.length) return [...decisions];
    const foreign = await this.#catalog.findForeign(refs);
    return decisions.map(decision =>
      decision.kind === 'create' &&
      !decision.draft.catalogOwned &&
      foreign.has(decision.draft.entityRef)
        ? refuse(
            'resolve',
            'username-taken',
            `The Catalog has a "${decision.draft.entityRef}" from another source.`,
          )
        : decision,
    );
  }

  /** Asks the Catalog only about groups that are not known here yet. */
  async #findForeignGroups(
    scope: ProvisioningScope,
    decisions: readonly Decision[],
  ): Promise<ReadonlySet<string>> {
    if (scope.policy.groups.unknown === 'ignore') return new Set();
    const titles = decisions.flatMap(decision =>
      decision.kind === 'refused' || !decision.identity.groups
        ? []
        : usableTitles(decision.identity.groups).titles,
    );
    if (!titles.length) return new Set();
    const known = await this.#persistence.groups.findByTitles(titles);
    const knownTitles = new Set(known.map(({ title }) => normalForm(title)));
    const refs = titles
      .filter(title => !knownTitles.has(normalForm(title)))
      .map(title => `group:${this.#namespace}/${groupEntityName(title)}`);
    if (!refs.length) return new Set();
    try {
      return await this.#catalog.findForeign(refs);
    } catch (error) {
      const allLinked = decisions.every(
        decision =>
          decision.kind === 'refused' || decision.resolver === 'linkedIdentity',
      );
      if (!allLinked || !isSsoError(error)) throw error;
      // People who have been here before get in without the Catalog; their
      // new groups are made at the next sign-in.
      return new Set(refs);
    }
  }
}
