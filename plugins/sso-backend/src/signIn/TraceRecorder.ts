import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  isSsoError,
  SsoError,
  type SsoTraceStep,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { newReference } from '../secrets/bearer';
import type { Trace } from '../stores/HistoryStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { oneLine } from './oneLine';
import { redact } from './redact';
import type { SignInTrace } from './SignInTrace';

/** A refusal as the browser gets to know it. */
export interface RecordedRefusal {
  readonly error: SsoError;
  readonly reference: string;
}

/**
 * Writes the one trace of a sign-in, and the event of a refused one; tells the
 * log of the backend what the browser does not get to see.
 */
export class TraceRecorder {
  readonly #persistence: SsoPersistence;
  readonly #settings: SsoSettings;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  static create(options: {
    persistence: SsoPersistence;
    settings: SsoSettings;
    logger: LoggerService;
    now?: () => Date;
  }): TraceRecorder {
    return new TraceRecorder(options);
  }

  private constructor(options: Parameters<typeof TraceRecorder.create>[0]) {
    this.#persistence = options.persistence;
    this.#settings = options.settings;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => new Date());
  }

  /** Never throws: a refusal stays the refusal it was. */
  async recordRefusal(
    failure: unknown,
    trace: SignInTrace,
  ): Promise<RecordedRefusal> {
    const error = isSsoError(failure)
      ? failure
      : new SsoError('internal', { cause: failure });
    const detail = redact(error.detail);
    const reference = newReference();
    const at = this.#now();
    this.#log(error, detail, reference, trace);
    await this.#write(reference, async () => {
      await this.#insertTrace(
        { reference, at, outcome: 'refused', code: error.code, detail },
        trace,
        trace.refused(error.evidence),
      );
      await this.#persistence.history.insertEvent({
        at,
        type: `${trace.kind}-refused`,
        // A state that nobody knows is as good as none.
        connectionId:
          trace.unsolicited || error.code === 'state-unknown'
            ? undefined
            : trace.connectionId,
        accountId: trace.accountId,
        code: error.code,
        reference,
      });
    });
    return { error, reference };
  }

  /**
   * Keeps the trace of a sign-in that succeeded, in debug mode only. Never
   * throws: a success stays one.
   *
   * @param accountRef - entity reference of who signed in
   */
  async recordSuccess(trace: SignInTrace, accountRef?: string): Promise<void> {
    if (!trace.debug) return;
    const reference = newReference();
    const detail = accountRef && `Signed in as ${accountRef}`;
    await this.#write(reference, () =>
      this.#insertTrace(
        { reference, at: this.#now(), outcome: 'success', detail },
        trace,
        trace.succeeded(),
      ),
    );
  }

  async #insertTrace(
    head: Pick<Trace, 'reference' | 'at' | 'outcome' | 'code' | 'detail'>,
    trace: SignInTrace,
    steps: SsoTraceStep[],
  ): Promise<void> {
    await this.#persistence.history.insertTrace({
      ...head,
      connectionId: trace.connectionId,
      steps: redact(steps, { wholeMessages: trace.debug }),
      expiresAt: new Date(head.at.getTime() + this.#settings.traceRetention),
    });
  }

  async #write(reference: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (cause) {
      this.#logger.error(
        `The trace ${reference} could not be written`,
        cause as Error,
      );
    }
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
    const what = trace.kind === 'sign-out' ? 'Sign-out' : 'Sign-in';
    const text = `${what} refused with ${error.code}${
      detail ? `: ${oneLine(detail)}` : ''
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
