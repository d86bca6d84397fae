const HIDDEN = '[hidden]';
const MAX_TEXT_LENGTH = 2000;
const MAX_ENTRIES = 200;
const MAX_DEPTH = 8;

// Names under which bearer values and secrets travel in the protocols.
const SECRET_NAME =
  /(?:^|[_-])(?:token|secret|password|passwd|code|verifier|assertion|nonce|cookie|authorization|ticket|key|samlresponse|relaystate|state)s?$/i;
const SECRET_CAMEL =
  /(?:Token|Secret|Password|Verifier|Assertion|Cookie|Ticket)s?$/;

// Compact JWS and JWE, and what follows "Bearer" or "Basic".
const JWT = /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){1,3}/g;
const AUTHORIZATION = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
// Parameters of a URL or a form that carry bearer values.
const PARAMETER =
  /([?&#;\s]|^)((?:code|state|nonce|ticket|[a-z_]*token|client_secret|password|SAMLResponse|RelayState|code_verifier|client_assertion)=)[^&#\s"']+/gi;

function redactText(text: string): string {
  const clean = text
    .replace(JWT, HIDDEN)
    .replace(AUTHORIZATION, `$1 ${HIDDEN}`)
    .replace(PARAMETER, `$1$2${HIDDEN}`);
  return clean.length > MAX_TEXT_LENGTH
    ? `${clean.slice(0, MAX_TEXT_LENGTH)} … (${clean.length} characters)`
    : clean;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '[nested too deeply]';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const kept = value
      .slice(0, MAX_ENTRIES)
      .map(entry => redactValue(entry, depth + 1));
    return value.length > MAX_ENTRIES
      ? [...kept, `… (${value.length} entries)`]
      : kept;
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([name, entry]) => [
        name,
        typeof entry === 'string' &&
        (SECRET_NAME.test(name) || SECRET_CAMEL.test(name))
          ? HIDDEN
          : redactValue(entry, depth + 1),
      ]),
  );
}

/**
 * Takes tokens, codes, secrets and the like out of what goes into a trace, as
 * a second line behind protocols that should not put them there; bounds its
 * size as well. Personal data stays: an administrator needs it to help.
 */
export function redact<T>(value: T): T {
  return redactValue(value, 0) as T;
}
