import {
  SsoProtocolInfo,
  ssoConnectionIdSchema,
  ssoConnectionInputSchema,
} from '@latchkey/plugin-sso-common';
import { findSettingProblem, readSettingsFields } from '../settings';
import type { SsoTranslate } from '../hooks';
import { describeSettingProblem } from './describeSettingProblem';
import type { ConnectionDraft } from './ConnectionDraft';
import { toConnectionInput } from './toConnectionInput';

/** Messages by the path of the value: `settings.issuer`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What can be seen to be wrong before the server is asked. */
export function findDraftErrors(
  draft: ConnectionDraft,
  protocol: SsoProtocolInfo,
  t: SsoTranslate,
): FieldErrors {
  const errors: Record<string, string> = {};

  const id = draft.id ? ssoConnectionIdSchema.safeParse(draft.id) : undefined;
  if (id?.error) {
    errors.id = id.error.issues[0].message;
  }
  for (const field of readSettingsFields(protocol.settingsSchema)) {
    const problem =
      field.kind === 'secret'
        ? undefined
        : findSettingProblem(field, draft.settings[field.name]);
    if (problem) {
      errors[`settings.${field.name}`] = describeSettingProblem(problem, t);
    }
  }
  // Settings have no rules of their own in the schema of the request.
  const input = toConnectionInput(
    { ...draft, settings: {} },
    { ...protocol, settingsSchema: {} },
  );
  const { error } = ssoConnectionInputSchema.safeParse(input);
  for (const issue of error?.issues ?? []) {
    errors[toFieldPath(issue.path)] ??= issue.message;
  }
  return errors;
}

/** Entries of a list have no field of their own. */
function toFieldPath(path: PropertyKey[]): string {
  return path
    .filter(part => typeof part !== 'number')
    .map(String)
    .join('.');
}
