/**
 * Runs a function never twice at the same time. Calls that come while it runs
 * are one more run afterwards, however many they are.
 */
export class SerialRunner {
  readonly #run: (signal?: AbortSignal) => Promise<void>;
  #current?: Promise<void>;
  #next?: Promise<void>;

  /** @param run - must not reject. */
  static create(run: (signal?: AbortSignal) => Promise<void>): SerialRunner {
    return new SerialRunner(run);
  }

  private constructor(run: (signal?: AbortSignal) => Promise<void>) {
    this.#run = run;
  }

  /** Resolves when a run that began after this call is over. */
  async run(signal?: AbortSignal): Promise<void> {
    if (!this.#current) {
      this.#current = this.#run(signal).finally(() => {
        this.#current = undefined;
      });
      return this.#current;
    }
    this.#next ??= this.#current.then(() => {
      this.#next = undefined;
      return this.run(signal);
    });
    return this.#next;
  }
}
