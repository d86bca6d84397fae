import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type AuthResolverContext,
  type BackstageIdentityResponse,
  prepareBackstageIdentityResponse,
} from '@backstage/plugin-auth-node';
import {
  ssoSessionClaim,
  type SsoSessionIdentity,
} from '@latchkey/plugin-sso-common';
import { findCatalogOwnership } from './findCatalogOwnership';
import { fitOwnership } from './fitOwnership';

// The `auth` plugin refuses tokens above 32,768 characters, but Node.js
// refuses requests whose headers have more than 16,384 bytes altogether: a
// token has to leave room for the other headers. 9,000 bytes are 12,000
// characters of base64url; signatures and other claims take a thousand more.
const MAX_OWNERSHIP_BYTES = 9_000;
const MAX_REMEMBERED_WARNINGS = 1_000;

/** Options of {@link SsoIdentityIssuer}. */
export interface SsoIdentityIssuerOptions {
  readonly resolverContext: AuthResolverContext;
  readonly logger: LoggerService;
  readonly ownershipInToken: boolean;
}

/** Makes the Backstage identity of a session. */
export class SsoIdentityIssuer {
  readonly #resolverContext: AuthResolverContext;
  readonly #logger: LoggerService;
  readonly #ownershipInToken: boolean;
  readonly #warned = new Set<string>();

  static create(options: SsoIdentityIssuerOptions): SsoIdentityIssuer {
    return new SsoIdentityIssuer(options);
  }

  private constructor(options: SsoIdentityIssuerOptions) {
    this.#resolverContext = options.resolverContext;
    this.#logger = options.logger;
    this.#ownershipInToken = options.ownershipInToken;
  }

  /** A signed token, and what it says, for the app. */
  async issue(
    identity: SsoSessionIdentity,
  ): Promise<BackstageIdentityResponse> {
    const sub = identity.userEntityRef;
    const refs = new Set([
      sub,
      ...identity.ownershipEntityRefs,
      ...(await findCatalogOwnership(
        identity,
        this.#resolverContext,
        this.#logger,
      )),
    ]);
    const ent = this.#fit(sub, [...refs]);
    return prepareBackstageIdentityResponse(
      await this.#resolverContext.issueToken({
        claims: { sub, ent, [ssoSessionClaim]: identity.sessionId },
      }),
    );
  }

  #fit(userEntityRef: string, refs: string[]): string[] {
    if (!this.#ownershipInToken) {
      return refs;
    }
    const fitting = fitOwnership(refs, MAX_OWNERSHIP_BYTES);
    if (fitting.leftOut > 0 && !this.#warned.has(userEntityRef)) {
      if (this.#warned.size >= MAX_REMEMBERED_WARNINGS) {
        this.#warned.clear();
      }
      this.#warned.add(userEntityRef);
      this.#logger.warn(
        `${userEntityRef} owns things as more groups than fit into a token; ${fitting.leftOut} were left out. Set auth.omitIdentityTokenOwnershipClaim to true to keep them all.`,
      );
    }
    return fitting.refs;
  }
}
