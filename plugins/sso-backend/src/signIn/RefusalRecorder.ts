import type { LoggerService } from '@backstage/backend-plugin-api';
import { isSsoError, SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { newReference } from '../secrets/bearer';
import type { SsoPersistence } from '../stores/SsoStores';
import { redact } from './redact';
import type { SignInTrace } from './SignInTrace';

/** A refusal as the browser gets to know it. */
export interface RecordedRefusal {
  readonly error: SsoError;
  readonly reference: string;
}

/**
 * Writes the one trace and the one event of a refused sign-in, and tells the
 * log of the backend what the browser does not get to see.
 */
export class RefusalRecorder {
  readonly #persistence: SsoPersistence;
  readonly #settings: SsoSettings;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  static create(options: {
    persistence: SsoPersistence;
    settings: SsoSettings;
    logger: LoggerService;
    now?: () => Date;
  }): RefusalRecorder {
    return new RefusalRecorder(options);
  }

  private constructor(options: Parameters<typeof RefusalRecorder.create>[0]) {
    this.#persistence = options.persistence;
    this.#settings = options.settings;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => new Date());
  }

  /** Never throws: a refusal stays the refusal it was. */
  async record(failure: unknown, trace: SignInTrace): Promise<RecordedRefusal> {
    const error = isSsoError(failure)
      ? failure
      : new SsoError('internal', { cause: failure });
    const detail = redact(error.detail);
    const reference = newReference();
    const at = this.#now();
    this.#log(error, detail, reference, trace);
    try {
      await this.#persistence.history.insertTrace({
        reference,
        at,
        connectionId: trace.connectionId,
        code: error.code,
        detail,
        steps: redact(trace.refused(error.evidence)),
        expiresAt: new Date(at.getTime() + this.#settings.traceRetention),
      });
      await this.#persistence.history.insertEvent({
        at,
        type: 'sign-in-refused',
        // Anyone can open a callback with a made-up state; that says nothing
        // of how the SSO connection fares.
        connectionId:
          error.code === 'state-unknown' ? undefined : trace.connectionId,
        code: error.code,
        reference,
      });
    } catch (cause) {
      this.#logger.error(
        `The trace ${reference} could not be written`,
        cause as Error,
      );
    }
    return { error, reference };
  }

  #log(
    error: SsoError,
    detail: string | undefined,
    reference: string,
    trace: SignInTrace,
  ): void {
    const meta = {
      reference,
      code: error.code,
      connectionId: trace.connectionId,
    };
    const text = `Sign-in refused with ${error.code}${
      detail ? `: ${detail}` : ''
    }`;
    if (error.code === 'internal') {
      // Not a refusal but a fault of ours: its stack is wanted.
      this.#logger.error(text, {
        ...meta,
        cause: String((error.cause as Error)?.stack ?? error.cause),
      });
    } else {
      this.#logger.info(text, meta);
    }
  }
}
