import {
  isSsoError,
  SsoError,
  SsoErrorCode,
  SsoErrorOptions,
  SsoEvidence,
} from '@latchkey/plugin-sso-common';
import {
  AuthorizationResponseError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { codeOfLibraryError, LibraryError } from './libraryErrors';

/** What was being done when something failed. */
export type OidcPhase = 'discovery' | 'start' | 'finish' | 'userinfo';

const MAX_DEPTH = 6;
const MAX_PROVIDER_TEXT = 300;

// Told by its form: errors also come from other realms.
function isErrorLike(value: unknown): value is LibraryError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'stack' in value &&
    'message' in value
  );
}

function causes(error: unknown): LibraryError[] {
  const chain: LibraryError[] = [];
  let current = error;
  while (isErrorLike(current) && chain.length < MAX_DEPTH) {
    chain.push(current);
    current = current.cause;
  }
  return chain;
}

/** A text of the provider, cut and without control characters. */
export function quoteProvider(value: unknown): string {
  return String(value)
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, MAX_PROVIDER_TEXT);
}

/** What a provider says of an error (RFC 6749 §4.1.2.1 and §5.2). */
export function providerErrorEvidence(
  error: unknown,
  description: unknown,
): SsoEvidence[] {
  return [
    { label: 'Error of the provider', value: quoteProvider(error) },
    ...(description === undefined
      ? []
      : [{ label: 'Its description', value: quoteProvider(description) }]),
  ];
}

// The errors of openid-client carry answers, tokens and codes as `cause`:
// only their own fixed sentences may reach a log.
function redact(error: unknown): Error {
  const sentences = causes(error)
    // Quotes what it could not parse.
    .filter(one => one.name !== 'SyntaxError')
    .map(one => one.message);
  return new Error(sentences.join(': '));
}

function tokenEndpointError(error: ResponseBodyError): SsoErrorCode {
  switch (error.error) {
    case 'invalid_client':
    case 'unauthorized_client':
      return 'client-authentication-failed';
    case 'invalid_grant':
      return 'code-rejected';
    default:
      return 'provider-error';
  }
}

/**
 * Turns whatever openid-client throws into a coded error without anything
 * secret in it.
 */
export function toSsoError(error: unknown, phase: OidcPhase): SsoError {
  const chain = causes(error);
  const known = chain.find(isSsoError);
  if (known) {
    return known;
  }
  const refuse = (code: SsoErrorCode, options?: SsoErrorOptions) =>
    new SsoError(code, { cause: redact(error), ...options });

  if (error instanceof ResponseBodyError) {
    return refuse(
      phase === 'userinfo' ? 'userinfo-failed' : tokenEndpointError(error),
      {
        detail: `The provider answered "${quoteProvider(
          error.error,
        )}" (status ${error.status})`,
        evidence: providerErrorEvidence(error.error, error.error_description),
      },
    );
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    return refuse(
      phase === 'userinfo' ? 'userinfo-failed' : 'client-authentication-failed',
      {
        detail: `The provider asked for other credentials (status ${error.status})`,
      },
    );
  }
  if (error instanceof AuthorizationResponseError) {
    return refuse(
      error.error === 'access_denied' ? 'provider-denied' : 'provider-error',
      { evidence: providerErrorEvidence(error.error, error.error_description) },
    );
  }
  return refuse(codeOfLibraryError(chain, phase), {
    detail: redact(error).message,
  });
}
