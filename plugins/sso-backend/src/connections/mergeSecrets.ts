import { isSsoError } from '@latchkey/plugin-sso-common';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { StoredSecret } from '../stores/ConnectionStore';
import { FieldErrors, FieldProblem } from './FieldErrors';
import { ProtocolContexts, secretContext } from './ProtocolContexts';

/** Secrets as they will be: to validate, and to store. */
export interface MergedSecrets {
  readonly plain: Record<string, string>;
  readonly sealed: Record<string, StoredSecret>;
}

/**
 * Brings sent and stored secrets together: a text sets one, null removes it, a
 * blank or omitted one stays.
 *
 * @throws FieldErrors naming those that stay but cannot be opened any more
 */
export function mergeSecrets(options: {
  connectionId: string;
  stored: Readonly<Record<string, StoredSecret>>;
  sent: Readonly<Record<string, string | null>>;
  contexts: ProtocolContexts;
  cipher: SecretCipher;
  at: Date;
}): MergedSecrets {
  const { connectionId, stored, contexts, cipher, at } = options;
  const changes = Object.entries(options.sent).filter(
    ([, value]) => value === null || value.trim() !== '',
  );
  const sealed: Record<string, StoredSecret> = { ...stored };
  for (const [name] of changes) delete sealed[name];

  // Only those that stay are opened: one whose key is lost can be replaced.
  const plain: Record<string, string> = {};
  const problems: FieldProblem[] = [];
  for (const [name, secret] of Object.entries(sealed)) {
    try {
      const opened = { id: connectionId, secrets: { [name]: secret } };
      Object.assign(plain, contexts.openSecrets(opened));
    } catch (error) {
      if (!isSsoError(error)) throw error;
      const message = error.detail ?? error.description.reason;
      problems.push({ path: `secrets.${name}`, message });
    }
  }
  if (problems.length) {
    throw new FieldErrors(problems);
  }

  for (const [name, value] of changes) {
    if (value !== null) {
      plain[name] = value;
      sealed[name] = {
        sealed: cipher.seal(value, secretContext(connectionId, name)),
        fingerprint: cipher.fingerprint(value),
        setAt: at,
      };
    }
  }
  return { plain, sealed };
}
