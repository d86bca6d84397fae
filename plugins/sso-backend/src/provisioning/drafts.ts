import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { isCleanText } from '../directory/cleanText';
import type { NewAccount } from '../stores/AccountStore';
import { userEntityName } from './entityNames';
import type { Refusal } from './types';
import { refuse } from './types';

const MAX_USERNAME_LENGTH = 200;

/** What new accounts are made with. */
export interface DraftScope {
  /** Source of the accounts: an SSO connection, or `local`. */
  readonly connectionId: string;
  readonly namespace: string;
  /** Entity references that no provider can ever get. */
  readonly administrators: ReadonlySet<string>;
  readonly at: Date;
}

/** What is known of a person who is to get an account. */
export type DraftProfile = Pick<
  AssertedIdentity,
  | 'username'
  | 'email'
  | 'emailVerified'
  | 'displayName'
  | 'givenName'
  | 'familyName'
  | 'idNumber'
>;

/**
 * The account to create for an identity: username from the provider, else the
 * whole email (never its local part: that would be somebody else's name at
 * another domain).
 */
export function draftAccount(
  scope: DraftScope,
  identity: DraftProfile,
): NewAccount | Refusal {
  const username = identity.username?.trim() || identity.email?.trim();
  if (!username) {
    return refuse('resolve', 'username-missing');
  }
  const name = userEntityName(username);
  if (!name || !isUsername(username)) {
    return refuse('resolve', 'username-invalid');
  }
  if (isReserved(scope, username)) {
    return refuse(
      'resolve',
      'username-taken',
      `The username "${username}" is reserved for an administrator.`,
    );
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
  const { kind, namespace, name } = parseEntityRef(
    entityRef.toLocaleLowerCase('en-US'),
  );
  if (kind !== 'user') {
    return refuse(
      'resolve',
      'settings-invalid',
      `A sign-in resolver named "${entityRef}", which is no user.`,
    );
  }
  const ref = stringifyEntityRef({ kind, namespace, name });
  const candidates = [identity.username?.trim() ?? '', name];
  return draft(scope, identity, {
    username:
      candidates.find(text => isUsername(text) && !isReserved(scope, text)) ??
      ref,
    entityRef: ref,
    catalogOwned: true,
  });
}

function isUsername(text: string): boolean {
  return text !== '' && text.length <= MAX_USERNAME_LENGTH && isCleanText(text);
}

/**
 * Whether an administrator has, or will have at the set-up, this username: in
 * any namespace, as usernames have none.
 */
function isReserved({ administrators }: DraftScope, username: string): boolean {
  const name = userEntityName(username);
  return (
    name !== undefined &&
    [...administrators].some(ref => ref.endsWith(`/${name}`))
  );
}

function draft(
  scope: DraftScope,
  identity: DraftProfile,
  name: Pick<NewAccount, 'username' | 'entityRef' | 'catalogOwned'>,
): NewAccount | Refusal {
  if (scope.administrators.has(name.entityRef)) {
    return refuse(
      'resolve',
      'link-needs-administrator',
      `"${name.entityRef}" is reserved for an administrator.`,
    );
  }
  const email = clean(identity.email);
  return {
    ...name,
    email,
    emailVerified: identity.emailVerified && email !== undefined,
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
  return text && text.length <= 500 && isCleanText(text) ? text : undefined;
}
