import { createSamlKey, SamlKey, SamlKeyType } from '../keys/createSamlKey';

/** The keys of a provider: the published ones, of which one signs. */
export class KeyRing {
  #keys: SamlKey[];
  #current: SamlKey;

  static async create(options: {
    key?: SamlKey;
    type?: SamlKeyType;
  }): Promise<KeyRing> {
    return new KeyRing(options.key ?? (await createSamlKey(options)));
  }

  private constructor(key: SamlKey) {
    this.#keys = [key];
    this.#current = key;
  }

  get current(): SamlKey {
    return this.#current;
  }

  /** The current one comes first. */
  get certificates(): string[] {
    return [
      this.#current,
      ...this.#keys.filter(key => key !== this.#current),
    ].map(key => key.certificate);
  }

  async publishNext(type: SamlKeyType = this.#current.type): Promise<string> {
    const key = await createSamlKey({ type });
    this.#keys.push(key);
    return key.certificate;
  }

  switch(): void {
    this.#current = this.#keys[this.#keys.length - 1];
  }

  retire(): void {
    this.#keys = [this.#current];
  }
}
