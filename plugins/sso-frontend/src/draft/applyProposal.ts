import type { SsoProtocolInfo } from '@latchkey/plugin-sso-common';
import { readSettingsFields, SettingsField, toFormValue } from '../settings';
import type { ConnectionDraft } from './ConnectionDraft';

/**
 * Puts proposed settings into a draft. Everything that is not proposed stays
 * as it is; names that the form does not have are left out, and so are
 * secrets, which nobody publishes.
 */
export function applyProposal(
  draft: ConnectionDraft,
  settings: Readonly<Record<string, unknown>>,
  protocol: SsoProtocolInfo,
): { draft: ConnectionDraft; fields: readonly SettingsField[] } {
  const fields = readSettingsFields(protocol.settingsSchema).filter(
    ({ name, kind }) => kind !== 'secret' && Object.hasOwn(settings, name),
  );
  const values = fields.map(
    field => [field.name, toFormValue(field, settings[field.name])] as const,
  );

  return {
    draft: {
      ...draft,
      settings: { ...draft.settings, ...Object.fromEntries(values) },
    },
    fields,
  };
}
