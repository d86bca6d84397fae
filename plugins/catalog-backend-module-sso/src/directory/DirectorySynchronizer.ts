import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { SsoService } from '@latchkey/plugin-sso-node';
import type { CatalogView } from './CatalogView';
import type { EmittedEntities, EntityEmitter } from './EntityEmitter';
import { readDirectory } from './readDirectory';

// A row gets its moment when it is written but can be seen from the commit
// on, so a slow transaction shows rows that are older than some seen before;
// and clocks of replicas differ a little. Looking back this much finds them;
// what took longer is found when everything is compared.
const OVERLAP_IN_MILLISECONDS = 60_000;

/** Options of {@link DirectorySynchronizer}. */
export interface DirectorySynchronizerOptions {
  readonly sso: SsoService;
  readonly catalogView: CatalogView;
  readonly emitter: EntityEmitter;
  readonly fullRefreshMilliseconds: number;
  /** Milliseconds of this process; `Date.now` unless given. */
  readonly now?: () => number;
}

function toNormalRef(entityRef: string): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(entityRef));
  } catch {
    return undefined;
  }
}

/**
 * Makes the Catalog like the directory. The first time and then now and again
 * everything is compared, otherwise what changed since the time before. Where
 * it stands is kept by this process only: another replica that takes over
 * compares everything first.
 *
 * Everything is handed over by pages, not as one "full" mutation, which would
 * hold all entities in memory and in one transaction.
 */
export class DirectorySynchronizer {
  readonly #options: DirectorySynchronizerOptions;
  readonly #now: () => number;
  #changedSince?: string;
  #fullAt = 0;
  /** What was handed over within the overlap, which is read again. */
  #recent: EmittedEntities = new Map();

  static create(options: DirectorySynchronizerOptions): DirectorySynchronizer {
    return new DirectorySynchronizer(options);
  }

  private constructor(options: DirectorySynchronizerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Must not run twice at the same time.
   *
   * @throws what the directory or the Catalog throws; the next run does the
   * same work again.
   */
  async synchronize(signal?: AbortSignal): Promise<void> {
    const startedAt = this.#now();
    const full =
      this.#changedSince === undefined ||
      startedAt - this.#fullAt >= this.#options.fullRefreshMilliseconds;
    if (full) {
      await this.#run(undefined, signal);
      this.#fullAt = startedAt;
    } else {
      await this.#run(this.#changedSince, signal);
    }
  }

  async #run(
    changedSince: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { sso, emitter } = this.#options;
    const full = changedSince === undefined;
    const live = new Set<string>();
    const removed = new Set<string>();
    const emitted: EmittedEntities = new Map();
    let asOf: string | undefined;

    for await (const page of readDirectory(sso, changedSince)) {
      signal?.throwIfAborted();
      // Of the first page: what changes while the others are read is found
      // the next time.
      asOf ??= page.asOf;
      for (const record of page.records) {
        const ref = toNormalRef(record.entityRef);
        if (ref) {
          (record.removed ? removed : live).add(ref);
        }
      }
      const added = await emitter.add(
        page.records.filter(record => !record.removed),
        full ? new Map() : this.#recent,
      );
      if (!full) {
        added.forEach((value, ref) => emitted.set(ref, value));
      }
    }
    signal?.throwIfAborted();
    // A name that was given up can belong to somebody else by now.
    await emitter.remove(
      full
        ? await this.#findGone(live)
        : [...removed].filter(ref => !live.has(ref)),
    );
    this.#recent = emitted;
    if (asOf !== undefined) {
      this.#changedSince = new Date(
        Date.parse(asOf) - OVERLAP_IN_MILLISECONDS,
      ).toISOString();
    }
  }

  /** Our entities that the directory does not know any more. */
  async #findGone(live: ReadonlySet<string>): Promise<string[]> {
    const gone: string[] = [];
    for await (const refs of this.#options.catalogView.readOurs()) {
      gone.push(...refs.filter(ref => !live.has(ref)));
    }
    return gone;
  }
}
