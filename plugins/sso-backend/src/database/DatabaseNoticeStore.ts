import type { SsoNotice } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import type { NoticeStore } from '../stores/NoticeStore';

interface NoticeRow {
  connection_id: string;
  notices: string;
}

/** Notices in the table `sso_connection_notices`, a row per SSO connection. */
export class DatabaseNoticeStore implements NoticeStore {
  readonly #knex: Knex;

  static create(knex: Knex): DatabaseNoticeStore {
    return new DatabaseNoticeStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<Map<string, readonly SsoNotice[]>> {
    const rows: NoticeRow[] = await this.#rows();
    return new Map(
      rows.map(row => [row.connection_id, JSON.parse(row.notices)]),
    );
  }

  async get(connectionId: string): Promise<readonly SsoNotice[]> {
    const row: NoticeRow | undefined = await this.#rows()
      .where({ connection_id: connectionId })
      .first();
    return row ? JSON.parse(row.notices) : [];
  }

  async replace(
    connectionId: string,
    notices: readonly SsoNotice[],
    checkedAt: Date,
  ): Promise<void> {
    await this.#knex('sso_connection_notices')
      .insert({
        connection_id: connectionId,
        notices: JSON.stringify(notices),
        checked_at: checkedAt,
      })
      .onConflict('connection_id')
      .merge();
  }

  #rows(): Knex.QueryBuilder {
    return this.#knex('sso_connection_notices').select(
      'connection_id',
      'notices',
    );
  }
}
