// @ts-check

/**
 * The tables of the `sso` plugin. Bearer values (session tokens, tickets,
 * states, cookies, set-up keys) are only here as SHA-256 hashes, secrets only
 * encrypted.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createConnections(knex);
  await createAccounts(knex);
  await createGroups(knex);
  await createSignIns(knex);
  await createHistory(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Tables that refer to others go first.
  const tables = [
    ['sso_removed_entities', 'sso_setup_keys', 'sso_events', 'sso_traces'],
    ['sso_tickets', 'sso_sign_in_states', 'sso_sessions'],
    ['sso_memberships', 'sso_groups', 'sso_group_categories'],
    ['sso_identities', 'sso_accounts'],
    ['sso_secrets', 'sso_connection_versions', 'sso_connections'],
  ];
  for (const table of tables.flat()) {
    await knex.schema.dropTable(table);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
async function createConnections(knex) {
  await knex.schema.createTable('sso_connections', table => {
    table.comment('SSO connections: identity providers set up at run time');
    table.text('id').primary().comment('Chosen by the administrator');
    table.text('protocol').notNullable().comment('Id of the SSO protocol');
    table.text('display_name').notNullable().comment('Text of the button');
    table.text('icon').comment('Icon of the button');
    table
      .integer('position')
      .notNullable()
      .comment('Position on the sign-in page, lowest first');
    table.boolean('hidden').notNullable().comment('Without a button');
    table.boolean('active').notNullable().comment('Usable for signing in');
    table.text('comment').comment('Note of the administrator');
    table
      .text('login_success_redirect')
      .comment('Path of the portal after signing in');
    table.text('settings').notNullable().comment('JSON, without secrets');
    table.text('policy').notNullable().comment('Provisioning policy, JSON');
    table
      .integer('version')
      .notNullable()
      .comment('Grows by one with every change');
    table.timestamp('created_at').notNullable().comment('When it was made');
    table.timestamp('updated_at').notNullable().comment('When it last changed');
    table
      .text('updated_by')
      .notNullable()
      .comment('Entity reference of who changed it last');
  });

  await knex.schema.createTable('sso_connection_versions', table => {
    table.comment(
      'Changes of SSO connections; outlives them, so nothing is referenced',
    );
    table.text('connection_id').notNullable().comment('Id of the connection');
    table.integer('version').notNullable().comment('Version it led to');
    table
      .text('action')
      .notNullable()
      .comment('created, updated, activated, deactivated or deleted');
    table.timestamp('changed_at').notNullable().comment('When');
    table.text('changed_by').notNullable().comment('Entity reference of who');
    table
      .text('changed_paths')
      .notNullable()
      .comment('JSON list of what changed, without values');
    table
      .text('snapshot')
      .comment('JSON of what the change led to, without secrets');
    table.primary(['connection_id', 'version']);
  });

  await knex.schema.createTable('sso_secrets', table => {
    table.comment('Secrets of SSO connections, encrypted');
    table
      .text('connection_id')
      .notNullable()
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .comment('SSO connection it belongs to');
    table.text('name').notNullable().comment('Name of the setting');
    table.text('key_id').notNullable().comment('Key that opens it');
    table.text('ciphertext').notNullable().comment('Sealed value, base64url');
    table.text('fingerprint').notNullable().comment('Keyed digest');
    table.timestamp('set_at').notNullable().comment('When it was set');
    table.primary(['connection_id', 'name']);
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createAccounts(knex) {
  await knex.schema.createTable('sso_accounts', table => {
    table.comment('People of the portal; keys hold normal forms of texts');
    table.bigIncrements('id').comment('Surrogate key');
    table.text('username').notNullable().comment('As people read it');
    table.text('username_key').notNullable().unique().comment('Normal form');
    table
      .text('entity_ref')
      .notNullable()
      .unique()
      .comment('Catalog User that this account is');
    table
      .boolean('catalog_owned')
      .notNullable()
      .comment('Whether another Catalog provider owns that entity');
    table.text('email').comment('As people read it');
    table.text('email_key').index().comment('Normal form');
    table
      .boolean('email_verified')
      .notNullable()
      .comment('Whether a provider or an administrator vouches for the email');
    table.text('display_name').comment('Full name');
    table.text('given_name').comment('Given name');
    table.text('family_name').comment('Family name');
    table.text('id_number').comment('As people read it');
    table.text('id_number_key').index().comment('Normal form');
    table.text('password_hash').comment('Argon2id, for local sign-in only');
    table
      .text('source')
      .notNullable()
      .comment('"local" or the SSO connection that made it');
    table.text('state').notNullable().comment('active or disabled');
    table.timestamp('created_at').notNullable().comment('When it was made');
    table.timestamp('updated_at').notNullable().comment('When it last changed');
    // The Catalog reads the accounts it has to know of in order of change.
    table.index(['catalog_owned', 'updated_at', 'id']);
    table.unique(['email_key'], {
      indexName: 'sso_accounts_verified_email_unique',
      predicate: knex.whereRaw('email_verified'),
    });
  });

  await knex.schema.createTable('sso_identities', table => {
    table.comment('Links from identities at providers to accounts');
    table.bigIncrements('id').comment('Surrogate key');
    table
      .bigInteger('account_id')
      .notNullable()
      .references('sso_accounts.id')
      .onDelete('CASCADE')
      .index()
      .comment('Account that the identity signs in to');
    table
      .text('connection_id')
      .notNullable()
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .comment('SSO connection that proves the identity');
    table.text('issuer').notNullable().comment('Issuer of the identity');
    table.text('subject').notNullable().comment('Its subject at the issuer');
    table.timestamp('created_at').notNullable().comment('When it was linked');
    table.unique(['connection_id', 'issuer', 'subject']);
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createGroups(knex) {
  await knex.schema.createTable('sso_group_categories', table => {
    table.comment('Categories of groups');
    table.bigIncrements('id').comment('Surrogate key');
    table.text('name').notNullable().comment('As people read it');
    table.text('name_key').notNullable().unique().comment('Normal form');
  });

  await knex.schema.createTable('sso_groups', table => {
    table.comment('Groups of the portal');
    table.bigIncrements('id').comment('Surrogate key');
    table.text('title').notNullable().comment('As people read it');
    table.text('title_key').notNullable().unique().comment('Normal form');
    table
      .text('entity_ref')
      .notNullable()
      .unique()
      .comment('Catalog Group that this group is');
    table
      .text('kind')
      .notNullable()
      .comment('team, audience, course, position or organisation');
    table
      .bigInteger('category_id')
      .references('sso_group_categories.id')
      .onDelete('SET NULL')
      .index()
      .comment('Category, if it is in one');
    table
      .text('source')
      .notNullable()
      .comment('"local" or the SSO connection that made it');
    table.timestamp('updated_at').notNullable().comment('When it last changed');
    table.index(['updated_at', 'id']);
  });

  await knex.schema.createTable('sso_memberships', table => {
    table.comment('Who is in which group, and who put them there');
    table
      .bigInteger('account_id')
      .notNullable()
      .references('sso_accounts.id')
      .onDelete('CASCADE')
      .comment('Member');
    table
      .bigInteger('group_id')
      .notNullable()
      .references('sso_groups.id')
      .onDelete('CASCADE')
      .index()
      .comment('Group');
    table
      .text('made_by')
      .notNullable()
      .comment('"local" or the SSO connection that made it');
    table.timestamp('joined_at').notNullable().comment('When it was made');
    table.primary(['account_id', 'group_id', 'made_by']);
  });

  await knex.schema.createTable('sso_removed_entities', table => {
    table.comment('Accounts and groups that the Catalog has to forget');
    table.bigIncrements('id').comment('Surrogate key');
    table.text('entity_ref').notNullable().unique().comment('Catalog entity');
    table.text('kind').notNullable().comment('user or group');
    table.bigInteger('former_id').notNullable().comment('Former surrogate key');
    table.text('name').notNullable().comment('Former username or title');
    table.text('source').notNullable().comment('Former source');
    table.timestamp('removed_at').notNullable().comment('When it was removed');
    table.index(['kind', 'removed_at', 'id']);
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createSignIns(knex) {
  await knex.schema.createTable('sso_sign_in_states', table => {
    table.comment('Sign-ins that wait for the provider; used once');
    table.text('state_hash').primary().comment('Hash of the state');
    table
      .text('connection_id')
      .notNullable()
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .index()
      .comment('SSO connection that it was started with');
    table.text('browser_hash').notNullable().comment('Hash of the cookie');
    table
      .text('ticket_binding')
      .notNullable()
      .comment('Hash of the cookie that binds the ticket');
    table.text('return_to').comment('Path of the portal first asked for');
    table.text('memory_key_id').notNullable().comment('Key that opens memory');
    table
      .text('memory')
      .notNullable()
      .comment('What the protocol needs again, sealed, base64url');
    table.timestamp('created_at').notNullable().comment('When it started');
    table.timestamp('expires_at').notNullable().index().comment('End');
  });

  await knex.schema.createTable('sso_sessions', table => {
    table.comment('Sessions of people');
    table.bigIncrements('id').comment('Surrogate key');
    table
      .text('token_hash')
      .unique()
      .comment('Hash of the bearer value; none before it is handed over');
    table
      .bigInteger('account_id')
      .notNullable()
      .references('sso_accounts.id')
      .onDelete('CASCADE')
      .index()
      .comment('Whose session it is');
    table
      .text('connection_id')
      .references('sso_connections.id')
      .onDelete('CASCADE')
      .index()
      .comment('SSO connection it was made through; none for local sign-in');
    table.text('issuer').comment('Issuer of the identity');
    table.text('provider_session_id').comment('Session at the provider');
    table.timestamp('created_at').notNullable().comment('When it was made');
    table.timestamp('last_seen_at').notNullable().comment('When it was used');
    table
      .timestamp('idle_expires_at')
      .notNullable()
      .index()
      .comment('End unless it is used before');
    table
      .timestamp('expires_at')
      .notNullable()
      .index()
      .comment('End in any case');
  });

  await knex.schema.createTable('sso_tickets', table => {
    table.comment('Finished sign-ins on their way to the app; used once');
    table.text('ticket_hash').primary().comment('Hash of the ticket');
    table.text('binding').comment('Hash of the cookie that has to come along');
    table
      .bigInteger('session_id')
      .notNullable()
      .references('sso_sessions.id')
      .onDelete('CASCADE')
      .index()
      .comment('Session that it hands over');
    table.text('return_to').notNullable().comment('Path of the portal');
    table.timestamp('expires_at').notNullable().index().comment('End');
  });

  await knex.schema.createTable('sso_setup_keys', table => {
    table.comment('Keys that make the first administrator; used once');
    table.text('key_hash').primary().comment('Hash of the key');
    table
      .text('entity_ref')
      .notNullable()
      .comment('Administrator that it makes');
    table.timestamp('created_at').notNullable().comment('When it was made');
    table.timestamp('expires_at').notNullable().comment('End');
  });
}

/**
 * @param {import('knex').Knex} knex
 */
async function createHistory(knex) {
  await knex.schema.createTable('sso_traces', table => {
    table.comment('Redacted traces of refused sign-ins');
    table.bigIncrements('id').comment('Surrogate key, in order of time');
    table.text('reference').notNullable().unique().comment('Code people see');
    table.timestamp('happened_at').notNullable().comment('When');
    table.text('connection_id').comment('SSO connection, if known');
    table.text('code').notNullable().comment('Code of the refusal');
    table.text('detail').comment('One sentence for administrators');
    table.text('steps').notNullable().comment('JSON, without secrets');
    table.timestamp('expires_at').notNullable().index().comment('End');
    table.index(['connection_id', 'id']);
  });

  await knex.schema.createTable('sso_events', table => {
    table.comment('History of sign-ins and changes; outlives what it names');
    table.bigIncrements('id').comment('Surrogate key, in order of time');
    table.timestamp('happened_at').notNullable().index().comment('When');
    table.text('type').notNullable().comment('sign-in, sign-in-refused …');
    table.text('connection_id').comment('SSO connection, if any');
    table.bigInteger('account_id').comment('Account, if any');
    table.text('actor').comment('Entity reference of who did it');
    table.text('code').comment('Code of the refusal');
    table.text('reference').comment('Reference of the trace');
    table.index(['connection_id', 'id']);
  });
}
