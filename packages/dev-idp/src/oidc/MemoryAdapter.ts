import {
  Adapter,
  AdapterFactory,
  AdapterPayload,
  ClientMetadata,
} from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/**
 * Keeps what oidc-provider stores, in memory. Made outside the provider so
 * that a provider with new signing keys continues with the same sessions.
 */
export class MemoryAdapter implements Adapter {
  readonly #model: string;
  readonly #entries: Map<string, Entry>;

  /**
   * A factory whose adapters share one store, which knows the clients.
   * oidc-provider copies clients of its configuration in a way that breaks
   * their keys under jest; clients from the store it takes as they are.
   */
  static createFactory(clients: readonly ClientMetadata[]): AdapterFactory {
    const entries = new Map<string, Entry>();
    for (const client of clients) {
      entries.set(`Client:${client.client_id}`, {
        payload: JSON.parse(JSON.stringify(client)),
        expiresAt: Infinity,
      });
    }
    return model => new MemoryAdapter(model, entries);
  }

  private constructor(model: string, entries: Map<string, Entry>) {
    this.#model = model;
    this.#entries = entries;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number) {
    this.#entries.set(this.#key(id), {
      payload,
      expiresAt:
        expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000,
    });
  }

  async find(id: string) {
    const entry = this.#entries.get(this.#key(id));
    if (entry && entry.expiresAt <= Date.now()) {
      this.#entries.delete(this.#key(id));
      return undefined;
    }
    return entry?.payload;
  }

  async findByUid(uid: string) {
    return this.#findWhere(payload => payload.uid === uid);
  }

  async findByUserCode(userCode: string) {
    return this.#findWhere(payload => payload.userCode === userCode);
  }

  async consume(id: string) {
    const payload = await this.find(id);
    if (payload) {
      payload.consumed = Math.floor(Date.now() / 1000);
    }
  }

  async destroy(id: string) {
    this.#entries.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string) {
    for (const [key, { payload }] of this.#entries) {
      if (payload.grantId === grantId && key.startsWith(`${this.#model}:`)) {
        this.#entries.delete(key);
      }
    }
  }

  #findWhere(matches: (payload: AdapterPayload) => boolean) {
    for (const [key, { payload, expiresAt }] of this.#entries) {
      if (
        key.startsWith(`${this.#model}:`) &&
        expiresAt > Date.now() &&
        matches(payload)
      ) {
        return payload;
      }
    }
    return undefined;
  }

  #key(id: string): string {
    return `${this.#model}:${id}`;
  }
}
