// @ts-check

/**
 * Counted attempts, second factors, and steps that go on once. Beside that
 * override auth with the tests that it asks for.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createProofs(knex);
  await createOverrides(knex);

  await knex.schema.alterTable('sso_connections', table => {
    table
      .text('second_factor')
      .notNullable()
      .defaultTo('always')
      .comment('When it asks for a second factor: always, unlessProven, never');
  });

  await knex.schema.alterTable('sso_sign_in_states', table => {
    table
      .text('errand_hash')
      .comment('Hash of the errand that it is for, instead of a session');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // They would go on as sign-ins, which nobody has asked for.
  await knex('sso_sign_in_states').whereNotNull('errand_hash').delete();
  await dropColumns(knex, 'sso_sign_in_states', ['errand_hash']);

  await dropColumns(knex, 'sso_connections', ['second_factor']);

  // Tables that refer to others go first.
  const tables = [
    ['sso_connection_tests', 'sso_overrides'],
    ['sso_recovery_codes', 'sso_second_factors'],
    ['sso_pending', 'sso_attempts'],
  ];
  for (const table of tables.flat()) {
    await knex.schema.dropTable(table);
  }
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
async function createProofs(knex) {
  await knex.schema.createTable('sso_attempts', table => {
    table.comment('Wrong passwords and codes, counted, and the locks they set');
    table
      .text('key_hash')
      .primary()
      .comment('Hash of the account, name or address they are counted for');
    table
      .bigInteger('account_id')
      .references('sso_accounts.id')
      .onDelete('CASCADE')
      .comment('Account that it locks, if any');
    table
      .integer('attempts')
      .notNullable()
      .comment('Attempts since the beginning or the last lock');
    table.integer('locks').notNullable().comment('Locks in a row');
    table.timestamp('locked_until').comment('End of the newest lock');
    table
      .timestamp('expires_at')
      .notNullable()
      .index()
      .comment('When all is forgotten');
    table.index(['account_id', 'locked_until']);
    table.index(['locked_until'], 'sso_attempts_locked_accounts_index', {
      predicate: knex.whereNotNull('account_id'),
    });
  });

  await knex.schema.createTable('sso_pending', table => {
    table.comment('Steps that go on once, for whoever brings the bearer value');
    table.text('bearer_hash').primary().comment('Hash of the bearer value');
    table
      .text('kind')
      .notNullable()
      .comment('secondFactor, passwordReset, errand or proof');
    table
      .bigInteger('account_id')
      .references('sso_accounts.id')
      .onDelete('CASCADE')
      .index()
      .comment('Account that it goes with, if any');
    table
      .text('connection_id')
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .index()
      .comment('SSO connection that it goes with, if any');
    table.text('memory_key_id').notNullable().comment('Key that opens memory');
    table
      .text('memory')
      .notNullable()
      .comment('What is needed then, sealed, base64url');
    table.timestamp('expires_at').notNullable().index().comment('End');
  });

  await knex.schema.createTable('sso_second_factors', table => {
    table.comment('Authenticators of accounts (TOTP)');
    table
      .bigInteger('account_id')
      .primary()
      .references('sso_accounts.id')
      .onDelete('CASCADE')
      .comment('Whose it is');
    table.text('secret_key_id').notNullable().comment('Key that opens secret');
    table
      .text('secret')
      .notNullable()
      .comment('Shared with the device, sealed, base64url');
    table.timestamp('created_at').notNullable().comment('When it was begun');
    table
      .timestamp('confirmed_at')
      .comment('When a code has confirmed it; none: it counts for nothing');
    table
      .bigInteger('last_step')
      .notNullable()
      .comment('Newest time step of which a code was taken');
  });

  await knex.schema.createTable('sso_recovery_codes', table => {
    table.comment('Codes for a lost authenticator; used once');
    table
      .bigInteger('account_id')
      .notNullable()
      .references('sso_accounts.id')
      .onDelete('CASCADE')
      .comment('Whose they are');
    table.text('code_hash').notNullable().comment('Hash of the code');
    table.timestamp('created_at').notNullable().comment('When it was made');
    table.primary(['account_id', 'code_hash']);
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createOverrides(knex) {
  await knex.schema.createTable('sso_overrides', table => {
    table.comment('Override auth: at most one confirmed and one pending');
    table.text('state').primary().comment('pending or confirmed');
    table
      .text('connection_id')
      .notNullable()
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .index()
      .comment('SSO connection that the sign-in page goes to');
    table
      .text('armed_by')
      .notNullable()
      .comment('Entity reference of the administrator');
    table.timestamp('armed_at').notNullable().comment('When');
    table
      .timestamp('reverts_at')
      .comment('When a pending one ends unless it is confirmed');
  });

  await knex.schema.createTable('sso_connection_tests', table => {
    table.comment('Newest successful test sign-ins');
    table
      .text('connection_id')
      .notNullable()
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .comment('SSO connection that was tested');
    table
      .text('tested_by')
      .notNullable()
      .comment('Entity reference of the administrator');
    table.integer('version').notNullable().comment('Version of its settings');
    table.timestamp('tested_at').notNullable().comment('When');
    table.primary(['connection_id', 'tested_by']);
  });
}
