import type { Knex } from 'knex';
import type { ReplayStore } from '../stores/ReplayStore';
import { execute } from './sql';

/** Messages that were taken, in the table `sso_replay`. */
export class DatabaseReplayStore implements ReplayStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseReplayStore {
    return new DatabaseReplayStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async remember(keyHash: string, until: Date): Promise<boolean> {
    const added = await execute(
      this.#knex,
      'insert into sso_replay (key_hash, expires_at) values (?, ?) on conflict (key_hash) do nothing',
      [keyHash, until],
    );
    return added === 1;
  }

  async deleteExpired(now: Date): Promise<number> {
    return this.#knex('sso_replay').where('expires_at', '<=', now).delete();
  }
}
