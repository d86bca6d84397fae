import type { JsonObject } from '@backstage/types';
import { hashBearer, newBearer } from '../secrets/bearer';
import type { SealedValue, SecretCipher } from '../secrets/SecretCipher';
import type { PendingKind, PendingStep } from '../stores/PendingStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';

interface Options {
  readonly persistence: SsoPersistence;
  readonly cipher: SecretCipher;
  readonly now?: () => Date;
}

type Stores = Pick<SsoStores, 'pending'>;

/** What was kept for a step. */
export interface PendingMemory {
  readonly memory: JsonObject;
  readonly accountId?: string;
  readonly connectionId?: string;
}

/**
 * Steps that go on once, each behind a bearer value of which only the hash is
 * stored. What they need then is sealed.
 */
export class PendingSteps {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): PendingSteps {
    return new PendingSteps(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @param step.accountId - the step goes with the account
   * @param step.connectionId - the step goes with the SSO connection
   * @param step.lifetime - in milliseconds
   * @returns the bearer value
   */
  async keep(
    stores: Stores,
    step: PendingMemory & { kind: PendingKind; lifetime: number },
  ): Promise<string> {
    const { kind, accountId, connectionId } = step;
    const bearer = newBearer();
    const bearerHash = hashBearer(bearer);
    await stores.pending.insert({
      bearerHash,
      kind,
      accountId,
      connectionId,
      memory: this.#options.cipher.seal(
        JSON.stringify(step.memory),
        memoryContext(bearerHash, kind),
      ),
      expiresAt: new Date(this.#now().getTime() + step.lifetime),
    });
    return bearer;
  }

  /** What was kept, without spending it; undefined unless it is still good. */
  async peek(
    bearer: string,
    kind: PendingKind,
  ): Promise<PendingMemory | undefined> {
    return this.#open(
      await this.#options.persistence.pending.find({
        bearerHash: hashBearer(bearer),
        kind,
      }),
    );
  }

  /** What was kept, once; undefined when there is none that is still good. */
  async take(
    stores: Stores,
    bearer: string,
    kind: PendingKind,
  ): Promise<PendingMemory | undefined> {
    return this.#open(
      await stores.pending.take({ bearerHash: hashBearer(bearer), kind }),
    );
  }

  #open(step: PendingStep | undefined): PendingMemory | undefined {
    if (!step || step.expiresAt <= this.#now()) {
      return undefined;
    }
    const { accountId, connectionId, bearerHash, kind } = step;
    const text = this.#read(step.memory, memoryContext(bearerHash, kind));
    return text === undefined
      ? undefined
      : { memory: JSON.parse(text), accountId, connectionId };
  }

  /** A step that outlived the key that opens it is one that has expired. */
  #read(memory: SealedValue, context: string): string | undefined {
    try {
      return this.#options.cipher.open(memory, context);
    } catch {
      return undefined;
    }
  }
}

function memoryContext(bearerHash: string, kind: PendingKind): string {
  return `pending:${kind}:${bearerHash}`;
}
