import type { JsonObject } from '@backstage/types';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoCallbackRequest } from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import { type Errand, errandSchema } from '../errands/errand';
import { hashBearer, sameHash } from '../secrets/bearer';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { SignInState } from '../stores/SignInStore';
import type { SsoPersistence } from '../stores/SsoStores';

/** So many requests may stay unanswered for so many milliseconds. */
const LOOP = { requests: 3, within: 60_000 };

interface Options {
  readonly persistence: SsoPersistence;
  readonly cipher: SecretCipher;
  readonly settings: SsoSettings;
  readonly now: () => Date;
}

/** The errand that a sign-in is for. */
export interface StateErrand {
  readonly errand: Errand;
  /** Bearer value that it began with. */
  readonly bearer: string;
}

/** Sign-ins that wait for the provider: each is taken once, or expires. */
export class SignInStates {
  readonly #options: Options;

  static create(options: Options): SignInStates {
    return new SignInStates(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @param started.state - bearer value that the provider sends back
   * @param started.browser - value of the cookie that binds the browser
   * @param started.binding - hash that the ticket will be bound to
   * @param started.memory - what the protocol needs again
   * @param started.errand - when it is not to end in a session
   */
  async open(started: {
    state: string;
    connectionId: string;
    browser: string;
    binding: string;
    returnTo?: string;
    memory: JsonObject;
    errand?: StateErrand;
  }): Promise<void> {
    const { persistence, cipher, settings } = this.#options;
    const createdAt = this.#options.now();
    const stateHash = hashBearer(started.state);
    const { memory, errand } = started;
    await persistence.signIns.insertState({
      stateHash,
      connectionId: started.connectionId,
      browserHash: hashBearer(started.browser),
      ticketBinding: started.binding,
      returnTo: started.returnTo,
      errandHash: errand && hashBearer(errand.bearer),
      memory: cipher.seal(
        JSON.stringify(errand ? { memory, errand: errand.errand } : memory),
        memoryContext(stateHash),
      ),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + settings.stateLifetime),
    });
  }

  /**
   * The state is gone afterwards, whatever comes of the sign-in.
   *
   * @throws SsoError `state-unknown` or `state-expired`
   */
  async take(connectionId: string, state: string): Promise<SignInState> {
    const { persistence, now } = this.#options;
    const stored = await persistence.signIns.takeState(hashBearer(state));
    if (!stored) {
      throw new SsoError('state-unknown');
    }
    if (stored.connectionId !== connectionId) {
      throw new SsoError('state-unknown', {
        detail: `The sign-in was started through "${stored.connectionId}".`,
      });
    }
    if (stored.expiresAt <= now()) {
      throw new SsoError('state-expired');
    }
    return stored;
  }

  /**
   * @param browser - value of the binding cookie; absent for a cross-site
   *   POST, where browsers withhold it: the ticket is checked then
   * @throws SsoError `browser-mismatch`
   */
  assertBrowser(
    stored: SignInState,
    request: SsoCallbackRequest,
    browser: string | undefined,
  ): void {
    const withheld = browser === undefined && request.method === 'POST';
    if (
      !withheld &&
      (browser === undefined ||
        !sameHash(hashBearer(browser), stored.browserHash))
    ) {
      throw new SsoError('browser-mismatch');
    }
  }

  /** What the protocol kept when the sign-in started. */
  memoryOf(stored: SignInState): JsonObject {
    const kept = this.#open(stored);
    return stored.errandHash === undefined ? kept : (kept.memory as JsonObject);
  }

  /** The errand that the sign-in is for, if it is for one. */
  errandOf(stored: SignInState): Errand | undefined {
    return stored.errandHash === undefined
      ? undefined
      : errandSchema.parse(this.#open(stored).errand);
  }

  #open({ memory, stateHash }: SignInState): JsonObject {
    return JSON.parse(
      this.#options.cipher.open(memory, memoryContext(stateHash)),
    );
  }

  /**
   * Stops a browser that goes in circles: a provider that sends people here
   * without ever answering to a request gets one request for each of them,
   * and without this would go on by itself for ever. What it leaves behind is
   * requests without an answer, so they are what is counted; a provider that
   * answers takes them away. Asked only on the way from an answer that nobody
   * waited for: who clicks on the button many times is never refused.
   *
   * @throws SsoError `unsolicited-loop`
   */
  async assertNoLoop(connectionId: string, browser: string): Promise<void> {
    const { persistence, now } = this.#options;
    const waiting = await persistence.signIns.countStates({
      connectionId,
      browserHash: hashBearer(browser),
      since: new Date(now().getTime() - LOOP.within),
    });
    if (waiting >= LOOP.requests) {
      throw new SsoError('unsolicited-loop', {
        detail: `Within a minute, ${waiting} sign-ins of one browser were not answered, and another one came from the provider.`,
      });
    }
  }
}

function memoryContext(stateHash: string): string {
  return `sign-in:${stateHash}`;
}
