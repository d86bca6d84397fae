import type { ssoGroupKinds } from '@latchkey/plugin-sso-common';

export type GroupKind = (typeof ssoGroupKinds)[number];

export interface Group {
  readonly id: string;
  /** As people read it. */
  readonly title: string;
  /** The Catalog `Group` this group is, in lower case. */
  readonly entityRef: string;
  readonly kind: GroupKind;
  readonly category?: string;
  /** `local`, or the id of the SSO connection that made the group. */
  readonly source: string;
  readonly updatedAt: Date;
}

export interface NewGroup {
  readonly title: string;
  readonly entityRef: string;
  readonly kind: GroupKind;
  readonly category?: string;
  readonly source: string;
  readonly at: Date;
}

/** Who put a person into a group: `local` or an SSO connection's id. */
export interface Membership {
  readonly accountId: string;
  readonly groupId: string;
  readonly madeBy: string;
}

/** Groups, categories and memberships; set-based like `AccountStore`. */
export interface GroupStore {
  /** By title in normal form. */
  findByTitles(titles: readonly string[]): Promise<Group[]>;
  findByEntityRefs(entityRefs: readonly string[]): Promise<Group[]>;
  /**
   * Adds groups and missing categories; one whose title or entity reference
   * is taken is left out.
   */
  insert(groups: readonly NewGroup[]): Promise<void>;
  listMemberships(
    accountIds: readonly string[],
  ): Promise<Array<Membership & { group: Group }>>;
  /** Adds memberships; existing ones stay. */
  join(memberships: readonly Membership[], at: Date): Promise<void>;
  leave(memberships: readonly Membership[]): Promise<void>;
}
