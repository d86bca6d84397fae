import {
  SsoConnection,
  SsoProtocolInfo,
  SsoProvisioningPolicy,
  ssoProvisioningPolicySchema,
  SsoSecondFactorRule,
} from '@latchkey/plugin-sso-common';
import { readSettingsFields, toFormValue } from '../settings';

/** What a save does to a secret. */
export type SecretDraft =
  | { readonly kind: 'keep' }
  | { readonly kind: 'set'; readonly value: string }
  | { readonly kind: 'remove' };

/** An SSO connection as its form holds it. */
export interface ConnectionDraft {
  /** Only of a new one; blank lets the server make it. */
  readonly id: string;
  readonly displayName: string;
  readonly icon?: string;
  readonly hidden: boolean;
  readonly comment: string;
  readonly loginSuccessRedirect: string;
  /** Sign-ins that succeed leave a trace as well. */
  readonly debug: boolean;
  /** When accounts with a second factor are asked for it. */
  readonly secondFactor: SsoSecondFactorRule;
  /** Values of the controls, by field; secrets are apart. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** By field; one that is missing is kept. */
  readonly secrets: Readonly<Record<string, SecretDraft>>;
  readonly policy: SsoProvisioningPolicy;
}

/** The draft of an SSO connection that does not exist yet. */
export function newDraft(protocol: SsoProtocolInfo): ConnectionDraft {
  return {
    id: '',
    displayName: '',
    icon: protocol.icon,
    hidden: false,
    comment: '',
    loginSuccessRedirect: '',
    debug: false,
    secondFactor: 'always',
    settings: toFormValues(protocol, {}),
    secrets: {},
    policy: ssoProvisioningPolicySchema.parse({}),
  };
}

/** The draft of an SSO connection as it is saved. */
export function draftFromConnection(
  connection: SsoConnection,
  protocol: SsoProtocolInfo,
): ConnectionDraft {
  return {
    id: connection.id,
    displayName: connection.displayName,
    icon: connection.icon,
    hidden: connection.hidden,
    comment: connection.comment ?? '',
    loginSuccessRedirect: connection.loginSuccessRedirect ?? '',
    debug: connection.debug,
    secondFactor: connection.secondFactor,
    settings: toFormValues(protocol, connection.settings),
    secrets: {},
    policy: connection.policy,
  };
}

function toFormValues(
  protocol: SsoProtocolInfo,
  settings: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    readSettingsFields(protocol.settingsSchema)
      .filter(field => field.kind !== 'secret')
      .map(field => [field.name, toFormValue(field, settings[field.name])]),
  );
}
