import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { readClaimPath, toText, toTextList } from '@latchkey/plugin-sso-node';
import type { IDToken, UserInfoResponse } from 'openid-client';
import { toAttributes } from './attributes';
import { toSessionMemory } from './logout/sessionMemory';
import type { OidcSettings } from './settings';

type Claims = Readonly<Record<string, unknown>>;

/** Where the claims of one sign-in come from. */
export interface ClaimSources {
  readonly idToken: IDToken;
  /** Undefined when the userinfo endpoint was not asked. */
  readonly userinfo?: UserInfoResponse;
}

function mappedPaths(settings: OidcSettings): string[] {
  return [
    settings.usernameClaim,
    settings.emailClaim,
    settings.displayNameClaim,
    settings.givenNameClaim,
    settings.familyNameClaim,
    settings.groupsClaim,
    settings.idNumberClaim ?? '',
  ].filter(path => path !== '');
}

/** Whether the userinfo endpoint has to be asked (OIDC-7). */
export function needsUserinfo(
  idToken: IDToken,
  settings: OidcSettings,
): boolean {
  switch (settings.claimsFrom) {
    case 'userinfo':
      return true;
    case 'idToken':
      return false;
    case 'both':
      return mappedPaths(settings).some(
        path => readClaimPath(idToken, path) === undefined,
      );
    default: {
      const never: never = settings.claimsFrom;
      return never;
    }
  }
}

/** The sources in the order in which they are believed. */
function sourcesOf(
  { idToken, userinfo }: ClaimSources,
  settings: OidcSettings,
): Claims[] {
  if (settings.claimsFrom === 'userinfo') {
    return userinfo ? [userinfo] : [];
  }
  return userinfo ? [idToken, userinfo] : [idToken];
}

/**
 * True only when a source says `email_verified: true`, the boolean, about
 * this very address, and none says anything else about it.
 */
function isEmailVerified(email: string | undefined, sources: Claims[]) {
  const said = sources
    .filter(source => email !== undefined && toText(source.email) === email)
    .map(source => source.email_verified)
    .filter(value => value !== undefined);
  return said.length > 0 && said.every(value => value === true);
}

/**
 * How the provider checked who somebody is: `amr`, and `acr` where it is an
 * address (OpenID Connect Core, section 2), such as that of the REFEDS MFA
 * profile. Short values of `acr` mean something else at every provider.
 */
function toMethods({ amr, acr }: Claims): readonly string[] | undefined {
  const methods = toTextList(amr)?.values ?? [];
  const context = toText(acr);
  const all = context?.includes(':') ? [...methods, context] : methods;
  return all.length ? all : undefined;
}

/**
 * What the provider says about the person, in the form of the product.
 *
 * @param encodedIdToken - as it came, for signing out at the provider
 */
export function toIdentity(
  given: ClaimSources,
  settings: OidcSettings,
  encodedIdToken?: string,
): AssertedIdentity {
  const { idToken } = given;
  const sources = sourcesOf(given, settings);
  const read = (path: string | undefined) =>
    path
      ? sources
          .map(source => readClaimPath(source, path))
          .find(value => value !== undefined)
      : undefined;
  const email = toText(read(settings.emailClaim));
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    username: toText(read(settings.usernameClaim)),
    email,
    emailVerified: isEmailVerified(email, sources),
    displayName: toText(read(settings.displayNameClaim)),
    givenName: toText(read(settings.givenNameClaim)),
    familyName: toText(read(settings.familyNameClaim)),
    idNumber: toText(read(settings.idNumberClaim)),
    groups: toTextList(read(settings.groupsClaim))?.values,
    // Later entries win: those of the source that is believed first.
    attributes: toAttributes(
      Object.fromEntries(
        [
          ...sources.toReversed(),
          { iss: idToken.iss, sub: idToken.sub },
        ].flatMap(source => Object.entries(source)),
      ),
    ),
    providerSession: {
      id: toText(idToken.sid),
      principal: idToken.sub,
      memory: toSessionMemory(settings, encodedIdToken),
      authenticatedAt:
        idToken.auth_time === undefined
          ? undefined
          : new Date(idToken.auth_time * 1000),
      methods: toMethods(idToken),
    },
  };
}
