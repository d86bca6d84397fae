// @ts-check

/** Of the accounts with a second factor only. */
const SECOND_FACTOR_INDEXES = {
  sso_accounts_second_factor_index: ['username_key'],
  sso_accounts_source_second_factor_index: ['source', 'username_key'],
};

// An account that was never used counts as used when it was made.
const LAST_USE = 'coalesce(last_active_at, created_at)';

const USE_INDEXES = {
  sso_accounts_use_index: `${LAST_USE}, id`,
  sso_accounts_source_use_index: `source, ${LAST_USE}, id`,
};

/**
 * What accounts beside single sign-on need: names to search by, resets, last
 * use, and how each session began.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await extendAccounts(knex);

  await knex.schema.alterTable('sso_sessions', table => {
    table
      .text('way')
      .notNullable()
      .defaultTo('local')
      .comment('How it began: local, sso, connect or recovery');
    table
      .text('second_factor')
      .comment('proven, byProvider or waived; none before it was due');
    table.text('address').comment('Address of the browser when it began');
    table.text('user_agent').comment('Name of the browser when it began');
  });
  await knex('sso_sessions')
    .whereNotNull('connection_id')
    .update({ way: 'sso' });

  await knex.schema.alterTable('sso_events', table => {
    table.index(['account_id', 'id']);
  });
  await knex.schema.alterTable('sso_traces', table => {
    table.index(['outcome', 'id']);
  });

  await markActive(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sso_traces', table => {
    table.dropIndex(['outcome', 'id']);
  });
  await knex.schema.alterTable('sso_events', table => {
    table.dropIndex(['account_id', 'id']);
  });

  await dropColumns(knex, 'sso_sessions', [
    'user_agent',
    'address',
    'second_factor',
    'way',
  ]);

  for (const name of [
    ...Object.keys(USE_INDEXES),
    ...Object.keys(SECOND_FACTOR_INDEXES),
  ]) {
    await knex.raw('drop index ??', [name]);
  }
  await knex.schema.alterTable('sso_accounts', table => {
    table.dropIndex(['source', 'state', 'username_key']);
    table.dropIndex(['state', 'username_key']);
    table.dropIndex(['family_name_key']);
    table.dropIndex(['display_name_key']);
  });
  await setCollation(knex, ['username_key', 'email_key'], 'default');
  await dropColumns(knex, 'sso_accounts', [
    'second_factor',
    'last_active_at',
    'reset_pending',
    'password_changed_at',
    'family_name_key',
    'display_name_key',
  ]);
};

/**
 * By the statement of the database itself: on SQLite knex would drop the whole
 * table and make it again, and take along all rows that refer to it.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {string[]} columns
 */
async function dropColumns(knex, table, columns) {
  for (const column of columns) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
}

/**
 * @param {import('knex').Knex} knex
 */
function isSqlite(knex) {
  return knex.client.dialect === 'sqlite3';
}

/**
 * Texts are searched by their beginnings, for which the order of an index has
 * to be that of the bytes. On SQLite it is; PostgreSQL would take the language
 * of the database.
 *
 * @param {import('knex').Knex} knex
 * @param {string[]} columns
 * @param {'C' | 'default'} collation
 */
async function setCollation(knex, columns, collation) {
  if (isSqlite(knex)) {
    return;
  }
  for (const column of columns) {
    await knex.raw(
      'alter table sso_accounts alter column ?? type text collate ??',
      [column, collation],
    );
  }
}

/**
 * @param {import('knex').Knex} knex
 */
async function extendAccounts(knex) {
  await knex.schema.alterTable('sso_accounts', table => {
    table.text('display_name_key').comment('Normal form, its beginning');
    table.text('family_name_key').comment('Normal form, its beginning');
    table
      .timestamp('password_changed_at')
      .comment('When the password was set last, where that is known');
    table
      .boolean('reset_pending')
      .notNullable()
      .defaultTo(false)
      .comment('Whether an administrator has withdrawn the password');
    table
      .timestamp('last_active_at')
      .comment('Newest sign-in or refresh, to the hour');
    table
      .boolean('second_factor')
      .notNullable()
      .defaultTo(false)
      .comment('Whether it has a confirmed one in sso_second_factors');
  });
  await fillNameKeys(knex);
  await setCollation(
    knex,
    ['username_key', 'email_key', 'display_name_key', 'family_name_key'],
    'C',
  );
  await knex.schema.alterTable('sso_accounts', table => {
    table.index(['display_name_key']);
    table.index(['family_name_key']);
    table.index(['state', 'username_key']);
    table.index(['source', 'state', 'username_key']);
    for (const [name, columns] of Object.entries(SECOND_FACTOR_INDEXES)) {
      table.index(columns, name, { predicate: knex.whereRaw('second_factor') });
    }
  });
  for (const [name, columns] of Object.entries(USE_INDEXES)) {
    await knex.raw(`create index ?? on sso_accounts (${columns})`, [name]);
  }
}

/**
 * Fills the keys of names that are there already, a batch at a time.
 *
 * @param {import('knex').Knex} knex
 */
async function fillNameKeys(knex) {
  const limit = 1000;
  const list = isSqlite(knex)
    ? `select value ->> '$.id' as id, value ->> '$.display' as display,
        value ->> '$.family' as family from json_each(?)`
    : `select * from jsonb_to_recordset(?::jsonb)
        as batch(id bigint, display text, family text)`;
  let after = 0;
  for (;;) {
    const rows = await knex('sso_accounts')
      .select('id', 'display_name', 'family_name')
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit);
    const keys = rows
      .map(row => ({
        id: Number(row.id),
        display: nameKey(row.display_name),
        family: nameKey(row.family_name),
      }))
      .filter(({ display, family }) => display || family);
    if (keys.length) {
      await knex.raw(
        `update sso_accounts
          set display_name_key = filled.display,
            family_name_key = filled.family
          from (${list}) as filled where sso_accounts.id = filled.id`,
        [JSON.stringify(keys)],
      );
    }
    if (rows.length < limit) {
      return;
    }
    after = rows[rows.length - 1].id;
  }
}

/**
 * As `normalForm` and `nameKeyOf` make them, in the state of this migration.
 *
 * @param {string | null} text
 * @returns {string | null}
 */
function nameKey(text) {
  const form = (text ?? '')
    .normalize('NFKC')
    .toLocaleLowerCase('en-US')
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...form].slice(0, 200).join('') || null;
}

/**
 * Who was there lately is not inactive because nobody wrote it down.
 *
 * @param {import('knex').Knex} knex
 */
async function markActive(knex) {
  await knex.raw(
    `update sso_accounts set last_active_at = (
      select max(used.at) from (
        select last_seen_at as at from sso_sessions
          where sso_sessions.account_id = sso_accounts.id
        union all
        select happened_at from sso_events
          where sso_events.account_id = sso_accounts.id and type = 'sign-in'
      ) as used)`,
  );
}
