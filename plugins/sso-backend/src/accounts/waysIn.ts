import {
  ssoEditableFields,
  type SsoEditableField,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { Account, IdentityLink } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';

/** Whether an account may have a password here: its provider has it else. */
export function isPasswordOpen(
  account: Pick<Account, 'source'>,
  settings: Pick<SsoSettings, 'localSignIn'>,
): boolean {
  return account.source === 'local' && settings.localSignIn;
}

/** Whether the person can sign in with the password that is stored. */
export function hasUsablePassword(
  account: Pick<Account, 'source' | 'resetPending'>,
  hasPassword: boolean,
  settings: Pick<SsoSettings, 'localSignIn'>,
): boolean {
  return (
    hasPassword && !account.resetPending && isPasswordOpen(account, settings)
  );
}

/**
 * The profile fields that a person may change (USER-9): all of a local
 * account, otherwise what the SSO connection opens. Nothing while that
 * connection is gone.
 */
export function editableFieldsOf(
  account: Pick<Account, 'source' | 'catalogOwned'>,
  connections: readonly StoredConnection[],
): SsoEditableField[] {
  if (account.source === 'local') {
    // The profile of a Catalog user of another provider is not ours.
    return account.catalogOwned ? [] : [...ssoEditableFields];
  }
  const connection = connections.find(({ id }) => id === account.source);
  return connection ? [...connection.policy.editableFields] : [];
}

/** Whether an account takes sign-ins through an SSO connection (the gate). */
export function takesConnection(
  account: Pick<Account, 'source'>,
  connectionId: string,
): boolean {
  return account.source === 'local' || account.source === connectionId;
}

/** The links by which the person can sign in at the moment. */
export function workingLinks(
  account: Pick<Account, 'source'>,
  links: readonly IdentityLink[],
  connections: readonly StoredConnection[],
): IdentityLink[] {
  const active = new Set(
    connections.filter(({ active: on }) => on).map(({ id }) => id),
  );
  return links.filter(
    ({ connectionId }) =>
      active.has(connectionId) && takesConnection(account, connectionId),
  );
}
