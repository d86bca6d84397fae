import type { JsonObject } from '@backstage/types';
import { hashBearer, newBearer } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { LogoutState } from '../stores/LogoutStore';
import type { SsoPersistence } from '../stores/SsoStores';

interface Options {
  readonly persistence: SsoPersistence;
  readonly cipher: SecretCipher;
  readonly now?: () => Date;
}

type Place = Pick<LogoutState, 'connectionId' | 'kind'>;

/**
 * Sign-outs on their way, each behind a bearer value of which only the hash is
 * stored. What they need again is sealed and handed back once.
 */
export class LogoutStates {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): LogoutStates {
    return new LogoutStates(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @param options.bearer - a new one unless the protocol has sent it already
   * @param options.lifetime - in milliseconds
   * @returns the bearer value
   */
  async keep(
    options: Place & {
      bearer?: string;
      memory: JsonObject;
      lifetime: number;
    },
  ): Promise<string> {
    const { persistence, cipher } = this.#options;
    const { connectionId, kind, bearer = newBearer() } = options;
    const stateHash = hashBearer(bearer);
    const createdAt = this.#now();
    await persistence.logouts.insertState({
      stateHash,
      connectionId,
      kind,
      memory: cipher.seal(
        JSON.stringify(options.memory),
        memoryContext(stateHash, kind),
      ),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + options.lifetime),
    });
    return bearer;
  }

  /** What was kept, once; undefined when there is none that is still good. */
  async take(bearer: string, place: Place): Promise<JsonObject | undefined> {
    const { persistence, cipher } = this.#options;
    const stored = await persistence.logouts.takeState({
      ...place,
      stateHash: hashBearer(bearer),
    });
    if (!stored || stored.expiresAt <= this.#now()) {
      return undefined;
    }
    return JSON.parse(
      cipher.open(stored.memory, memoryContext(stored.stateHash, stored.kind)),
    );
  }
}

function memoryContext(stateHash: string, kind: LogoutState['kind']): string {
  return `logout:${kind}:${stateHash}`;
}
