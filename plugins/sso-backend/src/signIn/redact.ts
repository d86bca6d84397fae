const HIDDEN = '[hidden]';
const MAX_TEXT_LENGTH = 2000;
/** More than this of a text is not even looked at. */
const MAX_SCANNED_LENGTH = 4000;
const MAX_ENTRIES = 200;
const MAX_DEPTH = 8;

// Names under which bearer values and secrets travel in the protocols.
const SECRET_NAME =
  /(?:^|[\s_-])(?:token|secret|password|passwd|code|verifier|assertion|nonce|cookie|authorization|ticket|key|samlresponse|relaystate|state)s?$/i;
const SECRET_CAMEL =
  /(?:Token|Secret|Password|Verifier|Assertion|Cookie|Ticket)s?$/;

// NUL and halves of characters: a trace that holds them could not be written.
const UNSTORABLE = /\0|\p{Surrogate}/gu;
// Compact JWS and JWE, and what follows "Bearer" or "Basic".
const JWT = /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){1,3}/g;
const AUTHORIZATION = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
// Parameters of a URL or a form that carry bearer values.
const PARAMETER =
  /([?&#;\s]|^)((?:code|state|nonce|ticket|[a-z_]*token|client_secret|password|SAMLResponse|RelayState|code_verifier|client_assertion)=)[^&#\s"']+/gi;

/** Bounds the work; cut where a token ends, so that no half of one stays. */
function shorten(text: string): string {
  return text.length > MAX_SCANNED_LENGTH
    ? text.slice(0, MAX_SCANNED_LENGTH).replace(/[A-Za-z0-9._~+/=-]+$/, '')
    : text;
}

function redactText(text: string): string {
  const clean = shorten(text)
    .replace(UNSTORABLE, '\uFFFD')
    .replace(JWT, HIDDEN)
    .replace(AUTHORIZATION, `$1 ${HIDDEN}`)
    .replace(PARAMETER, `$1$2${HIDDEN}`);
  return clean.length > MAX_TEXT_LENGTH || text.length > MAX_SCANNED_LENGTH
    ? `${clean.slice(0, MAX_TEXT_LENGTH)} … (${text.length} characters)`
    : clean;
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_CAMEL.test(name);
}

/** @param secret - whether the name of the value says that it is a secret */
function redactValue(value: unknown, depth: number, secret: boolean): unknown {
  if (typeof value === 'string') return secret ? HIDDEN : redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '[nested too deeply]';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const kept = value
      .slice(0, MAX_ENTRIES)
      .map(entry => redactValue(entry, depth + 1, secret));
    return value.length > MAX_ENTRIES
      ? [...kept, `… (${value.length} entries)`]
      : kept;
  }
  // Evidence is a pair: its label is the name of its value.
  const { label } = value as { label?: unknown };
  const secretValue = typeof label === 'string' && isSecretName(label);
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([name, entry]) => [
        redactText(name),
        redactValue(
          entry,
          depth + 1,
          isSecretName(name) || (name === 'value' && secretValue),
        ),
      ]),
  );
}

/**
 * Takes tokens, codes, secrets and the like out of what goes into a trace, as
 * a second line behind protocols that should not put them there; bounds its
 * size as well. Personal data stays: an administrator needs it to help.
 */
export function redact<T>(value: T): T {
  return redactValue(value, 0, false) as T;
}
