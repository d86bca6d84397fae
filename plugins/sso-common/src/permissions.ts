import { createPermission } from '@backstage/plugin-permission-common';

/**
 * See SSO connections and their redacted settings.
 *
 * @public
 */
export const ssoConnectionReadPermission = createPermission({
  name: 'sso.connection.read',
  attributes: { action: 'read' },
});

/**
 * Activate a protocol, which creates an SSO connection.
 *
 * @public
 */
export const ssoConnectionCreatePermission = createPermission({
  name: 'sso.connection.create',
  attributes: { action: 'create' },
});

/**
 * Change, check, order, enable and disable SSO connections.
 *
 * @public
 */
export const ssoConnectionUpdatePermission = createPermission({
  name: 'sso.connection.update',
  attributes: { action: 'update' },
});

/**
 * Delete SSO connections.
 *
 * @public
 */
export const ssoConnectionDeletePermission = createPermission({
  name: 'sso.connection.delete',
  attributes: { action: 'delete' },
});

/**
 * Open the traces of refused sign-ins and the history of events. They hold
 * personal data of the people who sign in.
 *
 * @public
 */
export const ssoTraceReadPermission = createPermission({
  name: 'sso.trace.read',
  attributes: { action: 'read' },
});

/**
 * See accounts with their links, groups, sessions and last sign-ins.
 *
 * @public
 */
export const ssoAccountReadPermission = createPermission({
  name: 'sso.account.read',
  attributes: { action: 'read' },
});

/**
 * Create local accounts.
 *
 * @public
 */
export const ssoAccountCreatePermission = createPermission({
  name: 'sso.account.create',
  attributes: { action: 'create' },
});

/**
 * Disable, unlock and change accounts, reset passwords and second factors,
 * end sessions.
 *
 * @public
 */
export const ssoAccountUpdatePermission = createPermission({
  name: 'sso.account.update',
  attributes: { action: 'update' },
});

/**
 * All permissions of the `sso` plugin.
 *
 * @public
 */
export const ssoPermissions = [
  ssoConnectionReadPermission,
  ssoConnectionCreatePermission,
  ssoConnectionUpdatePermission,
  ssoConnectionDeletePermission,
  ssoTraceReadPermission,
  ssoAccountReadPermission,
  ssoAccountCreatePermission,
  ssoAccountUpdatePermission,
];
