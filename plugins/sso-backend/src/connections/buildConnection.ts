import type { SsoConnectionInput } from '@latchkey/plugin-sso-common';
import type { SecretCipher } from '../secrets/SecretCipher';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { ConnectionValidator } from './ConnectionValidator';
import { mergeSecrets } from './mergeSecrets';
import type { ProtocolContexts } from './ProtocolContexts';
import type { RegisteredProtocol } from './ProtocolRegistry';

/** What an administrator's input does not say. */
export type ConnectionBase = Omit<
  StoredConnection,
  | 'displayName'
  | 'hidden'
  | 'debug'
  | 'secondFactor'
  | 'settings'
  | 'policy'
  | 'updatedAt'
  | 'updatedBy'
>;

/**
 * Merge, validate, seal: the way of every change to the store.
 *
 * @throws FieldErrors naming each field that is not accepted
 */
export async function buildConnection(
  services: {
    validator: ConnectionValidator;
    contexts: ProtocolContexts;
    cipher: SecretCipher;
  },
  change: {
    registered: RegisteredProtocol;
    input: SsoConnectionInput;
    actor: string;
    base: ConnectionBase;
    at: Date;
  },
): Promise<StoredConnection> {
  const { registered, input, actor, base, at } = change;
  const { plain, sealed } = mergeSecrets({
    connectionId: base.id,
    stored: base.secrets,
    sent: input.secrets,
    contexts: services.contexts,
    cipher: services.cipher,
    at,
  });
  const settings = await services.validator.validate(registered, input, plain);
  return {
    ...base,
    displayName: input.displayName,
    icon: input.icon,
    hidden: input.hidden,
    comment: input.comment || undefined,
    loginSuccessRedirect: input.loginSuccessRedirect,
    debug: input.debug,
    secondFactor: input.secondFactor,
    settings,
    policy: input.policy,
    secrets: sealed,
    updatedAt: at,
    updatedBy: actor,
  };
}
