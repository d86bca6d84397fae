import type { Knex } from 'knex';
import { emailForm } from '../directory/normalForm';
import type { Account } from '../stores/AccountStore';
import { type AccountRow, keyOf, rowToAccount } from './accountRows';
import { idList, textList } from './sql';

/** How exactly the last use is known, in milliseconds. */
const HOUR = 60 * 60_000;

export async function findForPassword(
  knex: Knex,
  usernameOrEmail: string,
): Promise<{ account: Account; passwordHash?: string } | undefined> {
  const key = keyOf(usernameOrEmail);
  if (!key) {
    return undefined;
  }
  const rows: AccountRow[] = await knex('sso_accounts')
    .where({ username_key: key })
    .orWhere({ email_key: emailForm(usernameOrEmail.trim()) });
  // Nobody can get in the way of somebody else's password by choosing that
  // person's username or email at a provider.
  const withPassword = rows.filter(
    row => row.password_hash !== null && row.source === 'local',
  );
  const candidates = withPassword.length ? withPassword : rows;
  const byUsername = candidates.filter(row => row.username_key === key);
  const [row, ...others] = byUsername.length ? byUsername : candidates;
  if (!row || others.length) {
    return undefined;
  }
  return {
    account: rowToAccount(row),
    passwordHash: row.password_hash ?? undefined,
  };
}

export async function getPasswordHash(
  knex: Knex,
  accountId: string,
): Promise<string | undefined> {
  const row: Pick<AccountRow, 'password_hash'> | undefined = await knex(
    'sso_accounts',
  )
    .whereIn('id', idList(knex, [accountId]))
    .first('password_hash');
  return row?.password_hash ?? undefined;
}

export async function setPasswordHash(
  knex: Knex,
  accountId: string,
  hash: string,
  at: Date,
): Promise<void> {
  await knex('sso_accounts')
    .whereIn('id', idList(knex, [accountId]))
    .update({
      password_hash: hash,
      password_changed_at: at,
      reset_pending: false,
      updated_at: at,
    });
}

/**
 * The hash goes: a sign-in through a provider drops the pending reset, and
 * must not bring a password back that somebody has learned.
 */
export async function withdrawPassword(
  knex: Knex,
  accountId: string,
  at: Date,
): Promise<void> {
  await knex('sso_accounts')
    .whereIn('id', idList(knex, [accountId]))
    .update({ password_hash: null, reset_pending: true, updated_at: at });
}

/** Writes only what says something new, as this happens all the time. */
export async function markActive(
  knex: Knex,
  accountIds: readonly string[],
  at: Date,
  { clearReset = false }: { clearReset?: boolean },
): Promise<void> {
  await knex('sso_accounts')
    .whereIn('id', idList(knex, accountIds))
    .where(stale => {
      stale
        .whereNull('last_active_at')
        .orWhere('last_active_at', '<=', new Date(at.getTime() - HOUR));
      if (clearReset) {
        stale.orWhere({ reset_pending: true });
      }
    })
    .update({
      last_active_at: at,
      ...(clearReset && { reset_pending: false }),
    });
}

/** One whose password was withdrawn gets a new one by the link for it. */
export async function hasPasswordAccount(
  knex: Knex,
  entityRefs: readonly string[],
): Promise<boolean> {
  const row = await knex('sso_accounts')
    .whereIn('entity_ref', textList(knex, entityRefs))
    .where({ state: 'active' })
    .where(password =>
      password.whereNotNull('password_hash').orWhere({ reset_pending: true }),
    )
    .first('id');
  return row !== undefined;
}
