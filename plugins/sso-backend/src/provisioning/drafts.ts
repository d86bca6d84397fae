import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import type { NewAccount } from '../stores/AccountStore';
import { userEntityName } from './entityNames';
import type { Refusal } from './types';
import { refuse } from './types';

const MAX_USERNAME_LENGTH = 200;

/** What new accounts are made with. */
export interface DraftScope {
  readonly connectionId: string;
  readonly namespace: string;
  /** Entity references that no provider can ever get. */
  readonly administrators: ReadonlySet<string>;
  readonly at: Date;
}

/**
 * The account to create for an identity: username from the provider, else the
 * whole email (never its local part: that would be somebody else's name at
 * another domain).
 */
export function draftAccount(
  scope: DraftScope,
  identity: AssertedIdentity,
): NewAccount | Refusal {
  const username = identity.username?.trim() || identity.email?.trim();
  if (!username) {
    return refuse('resolve', 'username-missing');
  }
  const name = userEntityName(username);
  if (
    !name ||
    username.length > MAX_USERNAME_LENGTH ||
    /\p{Cc}/u.test(username)
  ) {
    return refuse('resolve', 'username-invalid');
  }
  return draft(scope, identity, {
    username,
    entityRef: `user:${scope.namespace}/${name}`,
    catalogOwned: false,
  });
}

/** The account to create for a `User` entity of another Catalog provider. */
export function draftForCatalogUser(
  scope: DraftScope,
  identity: AssertedIdentity,
  entityRef: string,
): NewAccount | Refusal {
  const [, name] = entityRef.split('/');
  return draft(scope, identity, {
    username: identity.username?.trim() || name,
    entityRef,
    catalogOwned: true,
  });
}

function draft(
  scope: DraftScope,
  identity: AssertedIdentity,
  name: Pick<NewAccount, 'username' | 'entityRef' | 'catalogOwned'>,
): NewAccount | Refusal {
  if (scope.administrators.has(name.entityRef)) {
    return refuse(
      'resolve',
      name.catalogOwned ? 'link-needs-administrator' : 'username-taken',
      `"${name.entityRef}" is reserved for an administrator.`,
    );
  }
  return {
    ...name,
    email: clean(identity.email),
    emailVerified: identity.emailVerified && identity.email !== undefined,
    displayName: clean(identity.displayName),
    givenName: clean(identity.givenName),
    familyName: clean(identity.familyName),
    idNumber: clean(identity.idNumber),
    source: scope.connectionId,
    state: 'active',
    at: scope.at,
  };
}

function clean(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text && text.length <= 500 && !/\p{Cc}/u.test(text) ? text : undefined;
}
