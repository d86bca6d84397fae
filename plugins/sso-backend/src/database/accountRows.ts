import { emailForm, normalForm } from '../directory/normalForm';
import type { Account, NewAccount } from '../stores/AccountStore';
import {
  type RowBoolean,
  type RowId,
  type RowTime,
  toDate,
  toOptionalDate,
} from './rowValues';

export interface AccountRow {
  id: RowId;
  username: string;
  username_key: string;
  entity_ref: string;
  catalog_owned: RowBoolean;
  email: string | null;
  email_verified: RowBoolean;
  display_name: string | null;
  given_name: string | null;
  family_name: string | null;
  id_number: string | null;
  password_hash: string | null;
  source: string;
  state: Account['state'];
  password_changed_at: RowTime | null;
  reset_pending: RowBoolean;
  last_active_at: RowTime | null;
  second_factor: RowBoolean;
  created_at: RowTime;
  updated_at: RowTime;
}

export function rowToAccount(row: AccountRow): Account {
  return {
    id: String(row.id),
    username: row.username,
    entityRef: row.entity_ref,
    catalogOwned: Boolean(row.catalog_owned),
    email: row.email ?? undefined,
    emailVerified: Boolean(row.email_verified),
    displayName: row.display_name ?? undefined,
    givenName: row.given_name ?? undefined,
    familyName: row.family_name ?? undefined,
    idNumber: row.id_number ?? undefined,
    source: row.source,
    state: row.state,
    passwordChangedAt: toOptionalDate(row.password_changed_at),
    resetPending: Boolean(row.reset_pending),
    lastActiveAt: toOptionalDate(row.last_active_at),
    createdAt: toDate(row.created_at),
    updatedAt: toDate(row.updated_at),
  };
}

/** Columns of a batch of new accounts. */
export const newAccountColumns = {
  position: 'integer',
  username: 'text',
  username_key: 'text',
  entity_ref: 'text',
  catalog_owned: 'boolean',
  email: 'text',
  email_key: 'text',
  email_verified: 'boolean',
  display_name: 'text',
  display_name_key: 'text',
  given_name: 'text',
  family_name: 'text',
  family_name_key: 'text',
  id_number: 'text',
  id_number_key: 'text',
  password_hash: 'text',
  password_changed_at: 'time',
  source: 'text',
  state: 'text',
  created_at: 'time',
} as const;

export function newAccountRow(account: NewAccount, position: number) {
  return {
    position,
    username: account.username,
    username_key: normalForm(account.username),
    entity_ref: account.entityRef,
    catalog_owned: account.catalogOwned,
    email: account.email,
    email_key: emailKeyOf(account.email),
    email_verified: account.emailVerified,
    display_name: account.displayName,
    display_name_key: nameKeyOf(account.displayName),
    given_name: account.givenName,
    family_name: account.familyName,
    family_name_key: nameKeyOf(account.familyName),
    id_number: account.idNumber,
    id_number_key: keyOf(account.idNumber),
    password_hash: account.passwordHash,
    password_changed_at: account.passwordHash ? account.at : undefined,
    source: account.source,
    state: account.state,
    created_at: account.at,
  };
}

/** {@link emailForm} of an optional email. */
export function emailKeyOf(email: string | undefined): string | undefined {
  return (email && emailForm(email)) || undefined;
}

/** Normal form of an optional text; nothing matches an empty one. */
export function keyOf(text: string | undefined): string | undefined {
  return (text && normalForm(text)) || undefined;
}

/** An index entry has its limits, and nobody types more of a name. */
const MAX_NAME_KEY_LENGTH = 200;

/** Beginning of the {@link keyOf} a name, to search by. */
export function nameKeyOf(name: string | undefined): string | undefined {
  const key = keyOf(name);
  return key && [...key].slice(0, MAX_NAME_KEY_LENGTH).join('');
}
