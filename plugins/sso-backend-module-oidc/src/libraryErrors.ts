import type { SsoErrorCode } from '@latchkey/plugin-sso-common';
import type { OidcPhase } from './errors';

/**
 * The codes that openid-client gives to what goes wrong in the flows used
 * here; they are those of oauth4webapi and two of its own.
 */
const libraryCodes = [
  'OAUTH_ABORT',
  'OAUTH_DECRYPTION_FAILED',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_INVALID_REQUEST',
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_USERINFO_EXPECTED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_PARSE_ERROR',
  'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_TIMEOUT',
  'OAUTH_UNSUPPORTED_OPERATION',
] as const;

type LibraryCode = (typeof libraryCodes)[number];

/** An error of the libraries, from the outermost to its causes. */
export interface LibraryError extends Error {
  readonly code?: unknown;
}

function isLibraryCode(code: unknown): code is LibraryCode {
  return libraryCodes.includes(code as LibraryCode);
}

// The observations that oauth4webapi attaches to an error, by their names.
function observationsOf(chain: LibraryError[]): Record<string, unknown> {
  const { cause } = chain[chain.length - 1];
  return typeof cause === 'object' && cause !== null ? { ...cause } : {};
}

/** By which claim an ID token failed. */
function codeOfClaim(claim: unknown): SsoErrorCode {
  switch (claim) {
    case 'iss':
      return 'id-token-issuer';
    case 'aud':
    case 'azp':
      return 'id-token-audience';
    case 'nonce':
      return 'id-token-nonce';
    case 'sub':
      return 'id-token-subject';
    default:
      return 'id-token-invalid';
  }
}

function codeOfInvalidResponse(
  chain: LibraryError[],
  phase: OidcPhase,
): SsoErrorCode {
  const seen = observationsOf(chain);
  const { message } = chain[chain.length - 1];
  if ('signature' in seen) {
    return phase === 'userinfo' ? 'userinfo-failed' : 'id-token-signature';
  }
  if (phase === 'userinfo') {
    return /"sub"/.test(message)
      ? 'userinfo-subject-mismatch'
      : 'userinfo-failed';
  }
  if ('header' in seen) {
    return 'id-token-algorithm';
  }
  if ('claims' in seen) {
    return codeOfClaim(/JWT "(\w+)"/.exec(message)?.[1]);
  }
  if (/JWT/.test(message)) {
    return 'id-token-invalid';
  }
  return 'parameters' in seen || /parameter/.test(message)
    ? 'callback-malformed'
    : 'provider-response-invalid';
}

function unusable(phase: OidcPhase): SsoErrorCode {
  switch (phase) {
    case 'discovery':
      return 'discovery-failed';
    case 'userinfo':
      return 'userinfo-failed';
    case 'start':
    case 'finish':
      return 'provider-response-invalid';
    default: {
      const never: never = phase;
      return never;
    }
  }
}

function codeOf(
  code: LibraryCode,
  chain: LibraryError[],
  phase: OidcPhase,
): SsoErrorCode {
  switch (code) {
    case 'OAUTH_ABORT':
    case 'OAUTH_TIMEOUT':
      return 'provider-unreachable';
    case 'OAUTH_DECRYPTION_FAILED':
      return 'id-token-invalid';
    case 'OAUTH_INVALID_RESPONSE':
      return codeOfInvalidResponse(chain, phase);
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return phase === 'userinfo'
        ? 'userinfo-subject-mismatch'
        : 'issuer-mismatch';
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return phase === 'userinfo'
        ? 'userinfo-failed'
        : codeOfClaim(observationsOf(chain).claim);
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return phase === 'userinfo' ? 'userinfo-failed' : 'id-token-expired';
    case 'OAUTH_KEY_SELECTION_FAILED':
      return phase === 'userinfo' ? 'userinfo-failed' : 'id-token-signature';
    case 'OAUTH_UNSUPPORTED_OPERATION':
      if (phase === 'finish' && !('body' in observationsOf(chain))) {
        return 'id-token-invalid';
      }
      return unusable(phase);
    case 'OAUTH_PARSE_ERROR':
      return phase === 'finish' && chain.some(one => /JWT/.test(one.message))
        ? 'id-token-invalid'
        : unusable(phase);
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
    case 'OAUTH_INVALID_REQUEST':
    case 'OAUTH_INVALID_SERVER_METADATA':
    case 'OAUTH_JWT_USERINFO_EXPECTED':
    case 'OAUTH_MISSING_SERVER_METADATA':
    case 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN':
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
      return unusable(phase);
    default: {
      const never: never = code;
      return never;
    }
  }
}

/** The code of the product for an error of openid-client. */
export function codeOfLibraryError(
  chain: LibraryError[],
  phase: OidcPhase,
): SsoErrorCode {
  const code = chain.map(one => one.code).find(isLibraryCode);
  if (code) {
    return codeOf(code, chain, phase);
  }
  // Base64url that cannot be decoded, keys that cannot be imported.
  return phase === 'finish' && chain.length > 0
    ? 'id-token-invalid'
    : unusable(phase);
}
