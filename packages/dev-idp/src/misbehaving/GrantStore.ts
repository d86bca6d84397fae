import { randomBytes } from 'node:crypto';
import { ClaimSet } from './types';

/** What one authorization request led to. */
export interface AuthorizationGrant {
  redirectUri: string;
  nonce: string | undefined;
  codeChallenge: string | undefined;
  /** As they were at the sign-in. */
  idTokenClaims: ClaimSet;
  userinfoClaims: ClaimSet;
}

/** Codes, good for one use, and access tokens. */
export class GrantStore {
  readonly #codes = new Map<string, AuthorizationGrant>();
  readonly #accessTokens = new Map<string, AuthorizationGrant>();

  static create(): GrantStore {
    return new GrantStore();
  }

  private constructor() {}

  issueCode(grant: AuthorizationGrant): string {
    const code = randomBytes(32).toString('base64url');
    this.#codes.set(code, grant);
    return code;
  }

  /** The grant of a code, the first time it is asked for. */
  takeCode(code: string): AuthorizationGrant | undefined {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    return grant;
  }

  issueAccessToken(grant: AuthorizationGrant): string {
    const token = randomBytes(32).toString('base64url');
    this.#accessTokens.set(token, grant);
    return token;
  }

  findByAccessToken(token: string): AuthorizationGrant | undefined {
    return this.#accessTokens.get(token);
  }
}
