import type {
  SsoDirectoryGroup,
  SsoDirectoryUser,
} from '@latchkey/plugin-sso-common';

export interface DirectoryPageRequest {
  readonly changedSince?: Date;
  readonly cursor?: string;
  readonly limit: number;
}

export interface DirectoryPage<TItem> {
  readonly items: TItem[];
  readonly nextCursor?: string;
}

/**
 * The directory as the Catalog reads it: keyset pages in the order of change,
 * with memory bounded by the page. Accounts whose entity another Catalog
 * provider owns are left out.
 */
export interface DirectoryStore {
  readUsers(
    request: DirectoryPageRequest,
  ): Promise<DirectoryPage<SsoDirectoryUser>>;
  readGroups(
    request: DirectoryPageRequest,
  ): Promise<DirectoryPage<SsoDirectoryGroup>>;
}
