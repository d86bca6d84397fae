import { SsoError } from '@latchkey/plugin-sso-common';
import * as client from 'openid-client';
import { z } from 'zod/v4';

const MAX_AGE_MS = 300_000;
/** Unknown key IDs lead to at most one request in this time. */
const REFETCH_INTERVAL_MS = 10_000;
// openid-client asks for keys again, because of an unknown key ID, only when
// its copy is older than this.
const REFETCH_AGE_SECONDS = 60;

const keySetSchema = z.looseObject({ keys: z.array(z.looseObject({})) });

interface KnownKeys {
  readonly text: string;
  readonly jwks: client.JWKS;
  readonly fetchedAt: number;
}

/**
 * The published keys of one provider. A new key is accepted at once: an
 * unknown key ID leads to one request, but many of them not to a flood.
 */
export class KeySetMemory {
  #known: KnownKeys | undefined;
  #refetchedAt = -Infinity;
  #running: Promise<string> | undefined;

  static create(): KeySetMemory {
    return new KeySetMemory();
  }

  private constructor() {}

  /** Hands the known keys to the configuration of one sign-in. */
  lend(configuration: client.Configuration): void {
    const known = this.#fresh();
    if (known) {
      client.setJwksCache(configuration, {
        jwks: known.jwks,
        // Whether to ask again is decided in `fetch`, so openid-client always
        // has to try.
        uat: Math.floor(Date.now() / 1000) - REFETCH_AGE_SECONDS,
      });
    }
  }

  /** Stands between openid-client and the address of the keys. */
  async fetch(request: () => Promise<Response>): Promise<Response> {
    const known = this.#fresh();
    if (!this.#running && known) {
      if (Date.now() - this.#refetchedAt < REFETCH_INTERVAL_MS) {
        return asResponse(known.text);
      }
      this.#refetchedAt = Date.now();
    }
    this.#running ??= this.#load(request).finally(() => {
      this.#running = undefined;
    });
    return asResponse(await this.#running);
  }

  /**
   * The keys themselves, for what openid-client does not verify.
   *
   * @param options.renew - those that are known do not fit
   * @throws SsoError `provider-response-invalid`, or what the outbound policy
   *   says
   */
  async read(
    request: () => Promise<Response>,
    options: { renew: boolean },
  ): Promise<client.JWKS> {
    const known = this.#fresh();
    if (known && !options.renew) {
      return known.jwks;
    }
    const answer = await this.fetch(request);
    const jwks = parse(await answer.text());
    if (!jwks) {
      throw new SsoError('provider-response-invalid', {
        detail: 'The address of the keys did not answer with keys',
      });
    }
    return jwks;
  }

  async #load(request: () => Promise<Response>): Promise<string> {
    const response = await request();
    const text = response.status === 200 ? await response.text() : '';
    const jwks = parse(text);
    if (jwks) {
      this.#known = { text, jwks, fetchedAt: Date.now() };
    }
    return text;
  }

  #fresh(): KnownKeys | undefined {
    const age = Date.now() - (this.#known?.fetchedAt ?? 0);
    return age < MAX_AGE_MS ? this.#known : undefined;
  }
}

function parse(text: string): client.JWKS | undefined {
  try {
    return keySetSchema.parse(JSON.parse(text)) as client.JWKS;
  } catch {
    return undefined;
  }
}

// What is no key set stays none: openid-client refuses an empty body.
function asResponse(text: string): Response {
  return new Response(text, {
    headers: { 'content-type': 'application/json' },
  });
}
