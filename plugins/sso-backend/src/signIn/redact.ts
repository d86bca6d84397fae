import { redactXml } from './redactXml';

const HIDDEN = '[hidden]';
const MAX_TEXT_LENGTH = 2000;
/** More than this of a text is not even looked at. */
const MAX_SCANNED_LENGTH = 4000;
/** Of a whole message in debug mode, and of all of them in one trace. */
const MAX_MESSAGE_LENGTH = 60_000;
const MAX_MESSAGES_LENGTH = 240_000;
/** No person reads a run of letters like this; bounds what patterns look at. */
const MAX_RUN_LENGTH = 1000;
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
const RUN = /[A-Za-z0-9._~+/=-]+/g;
const TOKEN_CHARACTER = /[A-Za-z0-9._~+/=-]/;
const AUTHORIZATION = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
// Parameters of a URL or a form that carry bearer values.
const PARAMETER =
  /([?&#;\s]|^)((?:code|state|nonce|ticket|[a-z_]*token|client_secret|password|SAMLResponse|RelayState|code_verifier|client_assertion)=)[^&#\s"']+/gi;

/** What is left for texts that are longer than others. */
interface Limits {
  /** Characters of whole messages that may still be kept. */
  messages: number;
}

/** Bounds the work; cut where a token ends, so that no half of one stays. */
function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = length;
  while (end > 0 && TOKEN_CHARACTER.test(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

function hideSecrets(text: string): string {
  return redactXml(text, HIDDEN)
    .replace(RUN, run => (run.length > MAX_RUN_LENGTH ? HIDDEN : run))
    .replace(JWT, HIDDEN)
    .replace(AUTHORIZATION, `$1 ${HIDDEN}`)
    .replace(PARAMETER, `$1$2${HIDDEN}`);
}

function redactText(text: string, limits: Limits): string {
  const whole = text.length > MAX_TEXT_LENGTH && limits.messages > 0;
  const scanned = whole
    ? Math.min(MAX_MESSAGE_LENGTH, limits.messages)
    : MAX_SCANNED_LENGTH;
  const kept = whole ? scanned : MAX_TEXT_LENGTH;
  if (whole) limits.messages -= Math.min(text.length, scanned);
  const clean = hideSecrets(shorten(text, scanned));
  const cut =
    clean.length > kept || text.length > scanned
      ? `${clean.slice(0, kept)} … (${text.length} characters)`
      : clean;
  // Last, because the cut can halve a character.
  return cut.replace(UNSTORABLE, '\uFFFD');
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || SECRET_CAMEL.test(name);
}

/** @param secret - whether the name of the value says that it is a secret */
function redactValue(
  value: unknown,
  depth: number,
  secret: boolean,
  limits: Limits,
): unknown {
  if (typeof value === 'string') {
    return secret ? HIDDEN : redactText(value, limits);
  }
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '[nested too deeply]';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const kept = value
      .slice(0, MAX_ENTRIES)
      .map(entry => redactValue(entry, depth + 1, secret, limits));
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
        redactText(name, { messages: 0 }),
        redactValue(
          entry,
          depth + 1,
          isSecretName(name) || (name === 'value' && secretValue),
          limits,
        ),
      ]),
  );
}

/**
 * Takes tokens, codes, secrets and the like out of what goes into a trace, as
 * a second line behind protocols that should not put them there; bounds its
 * size as well. Personal data stays: an administrator needs it to help.
 *
 * @param options.wholeMessages - keeps long texts, such as the XML that came,
 *   up to 60,000 characters each and 240,000 together, instead of 2,000
 */
export function redact<T>(
  value: T,
  options: { wholeMessages?: boolean } = {},
): T {
  const messages = options.wholeMessages ? MAX_MESSAGES_LENGTH : 0;
  return redactValue(value, 0, false, { messages }) as T;
}
