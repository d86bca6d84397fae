import type { Knex } from 'knex';
import type { SsoStores } from '../stores/SsoStores';
import { DatabaseAccountStore } from './DatabaseAccountStore';
import { DatabaseAttemptStore } from './DatabaseAttemptStore';
import { DatabaseConnectionStore } from './DatabaseConnectionStore';
import { DatabaseDirectoryStore } from './DatabaseDirectoryStore';
import { DatabaseGroupStore } from './DatabaseGroupStore';
import { DatabaseHistoryStore } from './DatabaseHistoryStore';
import { DatabaseLogoutStore } from './DatabaseLogoutStore';
import { DatabaseNoticeStore } from './DatabaseNoticeStore';
import { DatabaseOverrideStore } from './DatabaseOverrideStore';
import { DatabasePendingStore } from './DatabasePendingStore';
import { DatabaseReplayStore } from './DatabaseReplayStore';
import { DatabaseSecondFactorStore } from './DatabaseSecondFactorStore';
import { DatabaseSessionStore } from './DatabaseSessionStore';
import { DatabaseSetupKeyStore } from './DatabaseSetupKeyStore';
import { DatabaseSignInStore } from './DatabaseSignInStore';
import { guardStore, type StoreCall } from './guardStore';

/** All stores over a database handle or an open transaction. */
export function createStores(knex: Knex, call: StoreCall): SsoStores {
  return {
    accounts: guardStore(DatabaseAccountStore.create(knex), call),
    attempts: guardStore(DatabaseAttemptStore.create(knex), call),
    connections: guardStore(DatabaseConnectionStore.create(knex), call),
    directory: guardStore(DatabaseDirectoryStore.create(knex), call),
    groups: guardStore(DatabaseGroupStore.create(knex), call),
    history: guardStore(DatabaseHistoryStore.create(knex), call),
    logouts: guardStore(DatabaseLogoutStore.create(knex), call),
    notices: guardStore(DatabaseNoticeStore.create(knex), call),
    overrides: guardStore(DatabaseOverrideStore.create(knex), call),
    pending: guardStore(DatabasePendingStore.create(knex), call),
    replay: guardStore(DatabaseReplayStore.create(knex), call),
    secondFactors: guardStore(DatabaseSecondFactorStore.create(knex), call),
    sessions: guardStore(DatabaseSessionStore.create(knex), call),
    setupKeys: guardStore(DatabaseSetupKeyStore.create(knex), call),
    signIns: guardStore(DatabaseSignInStore.create(knex), call),
  };
}
