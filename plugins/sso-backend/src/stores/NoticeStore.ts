import type { SsoNotice } from '@latchkey/plugin-sso-common';

/** What the regular upkeep of SSO connections found. */
export interface NoticeStore {
  /** By the id of the connection; one without notices may be absent. */
  list(): Promise<Map<string, readonly SsoNotice[]>>;
  get(connectionId: string): Promise<readonly SsoNotice[]>;
  /**
   * Replaces all notices of a connection.
   *
   * @throws ConflictError when there is no such connection
   */
  replace(
    connectionId: string,
    notices: readonly SsoNotice[],
    checkedAt: Date,
  ): Promise<void>;
}
