import type { AccountStore } from './AccountStore';
import type { AttemptStore } from './AttemptStore';
import type { ConnectionStore } from './ConnectionStore';
import type { DirectoryStore } from './DirectoryStore';
import type { GroupStore } from './GroupStore';
import type { HistoryStore } from './HistoryStore';
import type { LogoutStore } from './LogoutStore';
import type { NoticeStore } from './NoticeStore';
import type { OverrideStore } from './OverrideStore';
import type { PendingStore } from './PendingStore';
import type { ReplayStore } from './ReplayStore';
import type { SecondFactorStore } from './SecondFactorStore';
import type { SessionStore } from './SessionStore';
import type { SetupKeyStore } from './SetupKeyStore';
import type { SignInStore } from './SignInStore';

/** All stores over one database handle, a transaction or none. */
export interface SsoStores {
  readonly accounts: AccountStore;
  readonly attempts: AttemptStore;
  readonly connections: ConnectionStore;
  readonly directory: DirectoryStore;
  readonly groups: GroupStore;
  readonly history: HistoryStore;
  readonly logouts: LogoutStore;
  readonly notices: NoticeStore;
  readonly overrides: OverrideStore;
  readonly pending: PendingStore;
  readonly replay: ReplayStore;
  readonly secondFactors: SecondFactorStore;
  readonly sessions: SessionStore;
  readonly setupKeys: SetupKeyStore;
  readonly signIns: SignInStore;
}

/** The database of the plugin as services see it. */
export interface SsoPersistence extends SsoStores {
  /**
   * Runs a function whose writes all happen or none do. A busy or
   * deadlocked database is tried again a few times before it fails as
   * SsoError `database-busy`; the function has to bear being run again.
   */
  transaction<T>(run: (stores: SsoStores) => Promise<T>): Promise<T>;
}
