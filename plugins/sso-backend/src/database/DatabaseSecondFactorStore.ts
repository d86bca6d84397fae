import type { Knex } from 'knex';
import type { SealedValue } from '../secrets/SecretCipher';
import type {
  SecondFactor,
  SecondFactorStore,
} from '../stores/SecondFactorStore';
import { type RowId, type RowTime, toOptionalDate } from './rowValues';
import { batchOf, execute, idList, inTransaction, query, toRowId } from './sql';

interface FactorRow {
  account_id: RowId;
  secret_key_id: string;
  secret: string;
  confirmed_at: RowTime | null;
  last_step: RowId;
}

/**
 * Second factors in the tables `sso_second_factors` and `sso_recovery_codes`.
 * `sso_accounts.second_factor` says the same for lists of accounts.
 */
export class DatabaseSecondFactorStore implements SecondFactorStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseSecondFactorStore {
    return new DatabaseSecondFactorStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async begin(factor: {
    accountId: string;
    secret: SealedValue;
    at: Date;
  }): Promise<boolean> {
    const count = await execute(
      this.#knex,
      `insert into sso_second_factors as factor
          (account_id, secret_key_id, secret, created_at, last_step)
        values (?, ?, ?, ?, 0)
        on conflict (account_id) do update set
          secret_key_id = excluded.secret_key_id, secret = excluded.secret,
          created_at = excluded.created_at, last_step = 0
        where factor.confirmed_at is null`,
      [
        // One that no account can have fails as one that has gone.
        toRowId(factor.accountId) ?? 0,
        factor.secret.keyId,
        factor.secret.ciphertext,
        factor.at,
      ],
    );
    return count === 1;
  }

  async find(accountId: string): Promise<SecondFactor | undefined> {
    const row: FactorRow | undefined = await this.#of(accountId).first();
    return (
      row && {
        accountId: String(row.account_id),
        secret: { keyId: row.secret_key_id, ciphertext: row.secret },
        confirmedAt: toOptionalDate(row.confirmed_at),
        lastStep: Number(row.last_step),
      }
    );
  }

  async findConfirmed(
    accountIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const ids: RowId[] = await this.#knex('sso_second_factors')
      .whereIn('account_id', idList(this.#knex, accountIds))
      .whereNotNull('confirmed_at')
      .pluck('account_id');
    return new Set(ids.map(String));
  }

  async confirm(accountId: string, step: number, at: Date): Promise<boolean> {
    return inTransaction(this.#knex, async knex => {
      const count = await this.#of(accountId, knex)
        .whereNull('confirmed_at')
        .update({ confirmed_at: at, last_step: step });
      if (count === 0) {
        return false;
      }
      await markAccount(knex, accountId, true);
      return true;
    });
  }

  async takeStep(accountId: string, step: number): Promise<boolean> {
    const count = await this.#of(accountId)
      .whereNotNull('confirmed_at')
      .where('last_step', '<', step)
      .update({ last_step: step });
    return count === 1;
  }

  async remove(accountId: string): Promise<boolean> {
    return inTransaction(this.#knex, async knex => {
      const [row] = await query<{ confirmed_at: RowTime | null }>(
        knex,
        `delete from sso_second_factors where account_id in ?
          returning confirmed_at`,
        [idList(knex, [accountId])],
      );
      await this.#codesOf(accountId, knex).delete();
      if (!row || row.confirmed_at === null) {
        return false;
      }
      await markAccount(knex, accountId, false);
      return true;
    });
  }

  async replaceRecoveryCodes(
    accountId: string,
    hashes: readonly string[],
    at: Date,
  ): Promise<void> {
    const batch = batchOf(
      this.#knex,
      { account_id: 'integer', code_hash: 'text', created_at: 'time' },
      hashes.map(hash => ({
        account_id: toRowId(accountId),
        code_hash: hash,
        created_at: at,
      })),
    );
    await inTransaction(this.#knex, async knex => {
      await this.#codesOf(accountId, knex).delete();
      await execute(
        knex,
        `insert into sso_recovery_codes (account_id, code_hash, created_at)
          select account_id, code_hash, created_at from ${batch.sql} as new
          where true on conflict do nothing`,
        [batch.parameter],
      );
    });
  }

  async takeRecoveryCode(accountId: string, hash: string): Promise<boolean> {
    const count = await this.#codesOf(accountId)
      .where({ code_hash: hash })
      .delete();
    return count === 1;
  }

  async countRecoveryCodes(accountId: string): Promise<number> {
    const [row] = await this.#codesOf(accountId).count({ count: '*' });
    return Number(row.count);
  }

  #of(accountId: string, knex = this.#knex): Knex.QueryBuilder {
    return knex('sso_second_factors').whereIn(
      'account_id',
      idList(knex, [accountId]),
    );
  }

  #codesOf(accountId: string, knex = this.#knex): Knex.QueryBuilder {
    return knex('sso_recovery_codes').whereIn(
      'account_id',
      idList(knex, [accountId]),
    );
  }
}

async function markAccount(
  knex: Knex,
  accountId: string,
  secondFactor: boolean,
): Promise<void> {
  await knex('sso_accounts')
    .whereIn('id', idList(knex, [accountId]))
    .update({ second_factor: secondFactor });
}
