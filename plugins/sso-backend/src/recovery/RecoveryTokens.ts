import { SsoError } from '@latchkey/plugin-sso-common';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { deriveKey } from '../secrets/deriveKey';
import type { KeyRing } from '../secrets/KeyRing';

/** In milliseconds; long enough to hand the link over, no longer. */
export const RECOVERY_LINK_LIFETIME = 15 * 60_000;

const ALGORITHM = 'HS256';
/** So that nothing else signed with the key could pass (RFC 8725, 3.11). */
const TYPE = 'latchkey-recovery+jwt';
/** Seconds; the machine that prints the link may have another clock. */
const CLOCK_TOLERANCE = 60;

/** What a recovery token says. */
export interface RecoveryToken {
  /** Tells it from all others. */
  readonly id: string;
  /** Entity reference of whom it signs in. */
  readonly entityRef: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Makes and verifies the tokens of recovery links: JSON Web Tokens (RFC 7519)
 * with HMAC-SHA256 and a key that is derived from the key ring. So whoever can
 * read the configuration of the portal can make one, with no database at hand,
 * and nobody else can.
 */
export class RecoveryTokens {
  readonly #keyRing: KeyRing;
  readonly #appUrl: string;
  readonly #now: () => Date;

  /** @param options.appUrl - base URL of the app, without a slash at its end */
  static create(options: {
    keyRing: KeyRing;
    appUrl: string;
    now?: () => Date;
  }): RecoveryTokens {
    return new RecoveryTokens(options);
  }

  private constructor(options: Parameters<typeof RecoveryTokens.create>[0]) {
    this.#keyRing = options.keyRing;
    this.#appUrl = options.appUrl;
    this.#now = options.now ?? (() => new Date());
  }

  /** The link that signs a user in, once. A secret until it is used. */
  async makeLink(
    entityRef: string,
  ): Promise<{ link: string; expiresAt: Date }> {
    const [{ id, secret }] = this.#keyRing;
    const now = this.#now().getTime();
    const expiresAt = new Date(now + RECOVERY_LINK_LIFETIME);
    const token = await new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: id })
      .setIssuer(this.#appUrl)
      .setAudience(this.#appUrl)
      .setSubject(entityRef)
      .setJti(randomUUID())
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
      .sign(deriveKey(secret, 'recovery-link'));
    // In the fragment, so that it never reaches a server's log.
    return { link: `${this.#appUrl}/#sso-recovery=${token}`, expiresAt };
  }

  /**
   * @returns what the token says; whether it was used is not known here
   * @throws SsoError `recovery-link-invalid`; why is in `detail`, for the log
   */
  async verify(token: string): Promise<RecoveryToken> {
    try {
      const { payload } = await jwtVerify(token, this.#keyOf(token), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: this.#appUrl,
        audience: this.#appUrl,
        maxTokenAge: RECOVERY_LINK_LIFETIME / 1000,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['exp', 'jti', 'sub'],
        currentDate: this.#now(),
      });
      return {
        id: String(payload.jti),
        entityRef: String(payload.sub),
        issuedAt: new Date(Number(payload.iat) * 1000),
        expiresAt: new Date((Number(payload.exp) + CLOCK_TOLERANCE) * 1000),
      };
    } catch (error) {
      // The message alone: the error of the library carries the claims.
      throw new SsoError('recovery-link-invalid', {
        detail: (error as Error).message,
      });
    }
  }

  #keyOf(token: string): Buffer {
    const { kid } = decodeProtectedHeader(token);
    const key = this.#keyRing.find(({ id }) => id === kid);
    if (!key) {
      throw new Error('It was signed with a key that is not in the key ring');
    }
    return deriveKey(key.secret, 'recovery-link');
  }
}
