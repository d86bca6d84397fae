// @ts-check

/**
 * What messages of providers need: which of them were taken, sign-outs on
 * their way to a provider, and how a provider names the sessions that it wants
 * to end. Beside that debug mode, and what the upkeep of SSO connections found.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createReplay(knex);
  await createLogoutStates(knex);
  await createConnectionNotices(knex);

  await knex.schema.alterTable('sso_connections', table => {
    table
      .boolean('debug')
      .notNullable()
      .defaultTo(false)
      .comment('Whether sign-ins that succeed leave a trace as well');
  });

  await knex.schema.alterTable('sso_sign_in_states', table => {
    table.index(['browser_hash']);
  });

  await knex.schema.alterTable('sso_sessions', table => {
    table
      .text('provider_principal_hash')
      .comment('Hash of how the provider names the person in its messages');
    table
      .text('provider_memory_key_id')
      .comment('Key that opens provider_memory');
    table
      .text('provider_memory')
      .comment('What signing out at the provider needs, sealed, base64url');
    table.index(['connection_id', 'provider_principal_hash']);
  });

  await knex.schema.alterTable('sso_traces', table => {
    table
      .text('outcome')
      .notNullable()
      .defaultTo('refused')
      .comment('refused, or success, whose code is empty');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // There is no place for traces of successes without their outcome.
  await knex('sso_traces').whereNot('outcome', 'refused').delete();
  await dropColumns(knex, 'sso_traces', ['outcome']);

  await knex.schema.alterTable('sso_sessions', table => {
    table.dropIndex(['connection_id', 'provider_principal_hash']);
  });
  await dropColumns(knex, 'sso_sessions', [
    'provider_memory',
    'provider_memory_key_id',
    'provider_principal_hash',
  ]);

  await knex.schema.alterTable('sso_sign_in_states', table => {
    table.dropIndex(['browser_hash']);
  });

  await dropColumns(knex, 'sso_connections', ['debug']);

  await knex.schema.dropTable('sso_connection_notices');
  await knex.schema.dropTable('sso_logout_states');
  await knex.schema.dropTable('sso_replay');
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
async function createReplay(knex) {
  await knex.schema.createTable('sso_replay', table => {
    table.comment('Messages of providers that were taken, to refuse copies');
    table
      .text('key_hash')
      .primary()
      .comment('Hash of the SSO connection and the id of the message');
    table
      .timestamp('expires_at')
      .notNullable()
      .index()
      .comment('When the message is refused for its age anyway');
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createLogoutStates(knex) {
  await knex.schema.createTable('sso_logout_states', table => {
    table.comment('Sign-outs on their way to the provider; used once');
    table.text('state_hash').primary().comment('Hash of the state');
    table
      .text('connection_id')
      .notNullable()
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .index()
      .comment('SSO connection whose provider is asked');
    table
      .text('kind')
      .notNullable()
      .comment('start: the browser is sent next; pending: it was sent');
    table.text('memory_key_id').notNullable().comment('Key that opens memory');
    table
      .text('memory')
      .notNullable()
      .comment('What signing out needs again, sealed, base64url');
    table.timestamp('created_at').notNullable().comment('When it started');
    table.timestamp('expires_at').notNullable().index().comment('End');
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createConnectionNotices(knex) {
  await knex.schema.createTable('sso_connection_notices', table => {
    table.comment('What the regular upkeep of SSO connections found');
    table
      .text('connection_id')
      .primary()
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .comment('SSO connection that it is about');
    table.text('notices').notNullable().comment('JSON list');
    table.timestamp('checked_at').notNullable().comment('When it was looked');
  });
}
