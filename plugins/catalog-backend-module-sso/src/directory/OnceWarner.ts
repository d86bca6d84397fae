import type { LoggerService } from '@backstage/backend-plugin-api';

const MAX_REMEMBERED = 10_000;

/** Warns once about each thing, however often it is met. */
export class OnceWarner {
  readonly #logger: LoggerService;
  readonly #warned = new Set<string>();

  static create(options: { logger: LoggerService }): OnceWarner {
    return new OnceWarner(options.logger);
  }

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  warn(about: string, message: string): void {
    if (this.#warned.has(about)) {
      return;
    }
    if (this.#warned.size >= MAX_REMEMBERED) {
      this.#warned.clear();
    }
    this.#warned.add(about);
    this.#logger.warn(message);
  }
}
