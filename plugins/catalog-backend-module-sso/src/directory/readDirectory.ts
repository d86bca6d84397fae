import type { Entity } from '@backstage/catalog-model';
import type { SsoService } from '@latchkey/plugin-sso-node';
import { createGroupEntity } from '../entities/createGroupEntity';
import { createUserEntity } from '../entities/createUserEntity';

/** Records held in memory at a time. */
export const PAGE_SIZE = 500;

/** An account or group, as a change of the Catalog. */
export interface DirectoryRecord {
  readonly entityRef: string;
  /** True when it is gone. */
  readonly removed: boolean;
  /** @throws InputError when the reference is malformed. */
  readonly createEntity: () => Entity;
}

/** Some records, and the moment of the database at which they were read. */
export interface DirectoryPage {
  readonly asOf: string;
  readonly records: readonly DirectoryRecord[];
}

async function* readPages<
  TPage extends { asOf: string; nextCursor?: string },
  TItem extends { entityRef: string; removed: boolean },
>(
  readPage: (cursor: string | undefined) => Promise<TPage>,
  readItems: (page: TPage) => TItem[],
  createEntity: (item: TItem) => Entity,
): AsyncGenerator<DirectoryPage> {
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield {
      asOf: page.asOf,
      records: readItems(page).map(item => ({
        entityRef: item.entityRef,
        removed: item.removed,
        createEntity: () => createEntity(item),
      })),
    };
    cursor = page.nextCursor;
  } while (cursor);
}

/**
 * Reads groups, then accounts, by pages: groups exist before their members
 * name them.
 *
 * @param changedSince - ISO 8601 moment; without it, everything is read.
 */
export async function* readDirectory(
  sso: SsoService,
  changedSince: string | undefined,
): AsyncGenerator<DirectoryPage> {
  const request = { changedSince, limit: PAGE_SIZE };
  yield* readPages(
    cursor => sso.readDirectoryGroups({ ...request, cursor }),
    page => page.groups,
    createGroupEntity,
  );
  yield* readPages(
    cursor => sso.readDirectoryUsers({ ...request, cursor }),
    page => page.users,
    createUserEntity,
  );
}
