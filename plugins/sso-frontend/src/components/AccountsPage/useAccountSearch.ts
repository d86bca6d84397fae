import { ssoAccountOperations } from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

export const accountStates = [
  'active',
  'disabled',
  'locked',
  'inactive',
  'secondFactor',
] as const;

export type AccountFilter = 'search' | 'state' | 'source';

const PAGE_SIZE = 50;
/** Milliseconds without a further letter after which the search runs. */
const REST = 300;

/**
 * The accounts that a search and filters leave, page by page. Search and
 * filters stand in the address, so that the way back leads to them again.
 */
export function useAccountSearch() {
  const [address, setAddress] = useSearchParams();
  const search = address.get('search') ?? '';
  const state = accountStates.find(known => known === address.get('state'));
  const source = address.get('source') ?? undefined;
  const [typed, setTyped] = useState(search);

  const setFilter = useCallback(
    (name: AccountFilter, value?: string) =>
      setAddress(
        before => {
          const after = new URLSearchParams(before);
          after.delete(name);
          if (value) {
            after.set(name, value);
          }
          return after;
        },
        { replace: true },
      ),
    [setAddress],
  );
  const submit = useCallback(
    () => setFilter('search', typed.trim()),
    [setFilter, typed],
  );
  useEffect(() => {
    if (typed.trim() === search) {
      return undefined;
    }
    const timer = setTimeout(submit, REST);
    return () => clearTimeout(timer);
  }, [typed, search, submit]);

  // The beginnings of the pages after the first, up to this one.
  const filters = JSON.stringify([search, state, source]);
  const [pages, setPages] = useState<{ filters: string; cursors: string[] }>({
    filters,
    cursors: [],
  });
  // Another search begins at its first page.
  const cursors = pages.filters === filters ? pages.cursors : [];

  const list = useSsoOperation(ssoAccountOperations.listAccounts, {
    query: {
      search: search || undefined,
      state,
      source,
      cursor: cursors.at(-1),
      limit: PAGE_SIZE,
    },
  });
  const next =
    list.state.status === 'loaded' ? list.state.value.nextCursor : undefined;

  return {
    ...list,
    typed,
    setTyped,
    submit,
    filter: { state, source },
    setFilter,
    isFiltered: Boolean(search || state || source),
    clear: () => {
      setTyped('');
      setAddress({}, { replace: true });
    },
    page: cursors.length + 1,
    toPrevious:
      cursors.length > 0
        ? () => setPages({ filters, cursors: cursors.slice(0, -1) })
        : undefined,
    toNext: next
      ? () => setPages({ filters, cursors: [...cursors, next] })
      : undefined,
  };
}
