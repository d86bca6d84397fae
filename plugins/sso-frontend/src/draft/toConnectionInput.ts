import type {
  SsoConnectionInput,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import { readSettingsFields, toSettingValue } from '../settings';
import type { ConnectionDraft, SecretDraft } from './ConnectionDraft';

/**
 * What a save sends. Secrets that stay as they are do not appear.
 *
 * @throws SyntaxError when a field that wants JSON holds something else.
 */
export function toConnectionInput(
  draft: ConnectionDraft,
  protocol: SsoProtocolInfo,
): SsoConnectionInput {
  const settings = readSettingsFields(protocol.settingsSchema)
    .filter(field => field.kind !== 'secret')
    .map(field => [
      field.name,
      toSettingValue(field, draft.settings[field.name]),
    ])
    .filter(([, value]) => value !== undefined);

  return {
    displayName: draft.displayName.trim(),
    icon: draft.icon,
    hidden: draft.hidden,
    comment: draft.comment.trim() || undefined,
    loginSuccessRedirect: draft.loginSuccessRedirect.trim() || undefined,
    debug: draft.debug,
    secondFactor: draft.secondFactor,
    settings: Object.fromEntries(settings),
    secrets: toSecrets(draft.secrets),
    policy: draft.policy,
  };
}

function toSecrets(
  drafts: ConnectionDraft['secrets'],
): SsoConnectionInput['secrets'] {
  const values = Object.entries(drafts).map(
    ([name, draft]) => [name, toSecretValue(draft)] as const,
  );
  return Object.fromEntries(
    values.filter(
      (entry): entry is readonly [string, string | null] =>
        entry[1] !== undefined,
    ),
  );
}

function toSecretValue(draft: SecretDraft): string | null | undefined {
  switch (draft.kind) {
    case 'keep':
      return undefined;
    case 'remove':
      return null;
    case 'set':
      return draft.value || undefined;
    default:
      return draft satisfies never;
  }
}
