import type { Knex } from 'knex';
import type { AccountFieldChange } from '../stores/AccountStore';
import { emailKeyOf, keyOf, nameKeyOf } from './accountRows';
import { batchOf, execute, toRowId } from './sql';

const columns = {
  account_id: 'integer',
  display_name: 'text',
  display_name_key: 'text',
  given_name: 'text',
  family_name: 'text',
  family_name_key: 'text',
  email: 'text',
  email_key: 'text',
  email_verified: 'boolean',
  id_number: 'text',
  id_number_key: 'text',
} as const;

/** Columns that change when a field of the change says something. */
const columnsOfField = {
  display_name: ['display_name', 'display_name_key'],
  given_name: ['given_name'],
  family_name: ['family_name', 'family_name_key'],
  email: ['email', 'email_key', 'email_verified'],
  id_number: ['id_number', 'id_number_key'],
} as const;

/** Writes profile fields of accounts; what is undefined stays as it is. */
export async function updateFields(
  knex: Knex,
  changes: readonly AccountFieldChange[],
  at: Date,
): Promise<void> {
  const batch = batchOf(
    knex,
    columns,
    changes.map(change => ({
      account_id: toRowId(change.accountId),
      display_name: change.displayName,
      display_name_key: nameKeyOf(change.displayName),
      given_name: change.givenName,
      family_name: change.familyName,
      family_name_key: nameKeyOf(change.familyName),
      email: change.email,
      email_key: emailKeyOf(change.email),
      // A new email is not verified because the old one was.
      email_verified: change.emailVerified ?? false,
      id_number: change.idNumber,
      id_number_key: keyOf(change.idNumber),
    })),
  );
  const sets = Object.entries(columnsOfField).flatMap(([field, names]) =>
    names.map(
      name => `${name} = case when change.${field} is null
        then sso_accounts.${name} else change.${name} end`,
    ),
  );
  await execute(
    knex,
    `update sso_accounts set ${sets}, updated_at = ?
      from ${batch.sql} as change
      where sso_accounts.id = change.account_id`,
    [at, batch.parameter],
  );
}
