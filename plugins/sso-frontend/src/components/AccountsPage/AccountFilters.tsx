import { SearchField, Select } from '@backstage/ui';
import type { FormEvent } from 'react';
import { useConnectionNames, useSsoTranslation } from '../../hooks';
import styles from './AccountsPage.module.css';
import { accountStates, useAccountSearch } from './useAccountSearch';

/** No filter; never the name of a state or an SSO connection. */
const ANY = '*';

/** Search and filters of the list of accounts. */
export function AccountFilters(props: {
  search: ReturnType<typeof useAccountSearch>;
}) {
  const t = useSsoTranslation();
  const names = useConnectionNames();
  const { typed, setTyped, submit, filter, setFilter } = props.search;
  const { state, source } = filter;

  const sources = new Map(
    [...names].map(([id, name]) => [
      id,
      t('accountList.through', { connection: name }),
    ]),
  );
  if (source && source !== 'local' && !sources.has(source)) {
    sources.set(source, t('accountList.through', { connection: source }));
  }

  return (
    <form
      role="search"
      className={styles.filters}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <SearchField
        className={styles.search}
        label={t('accountList.search')}
        placeholder={t('accountList.searchHelp')}
        maxLength={200}
        value={typed}
        onChange={setTyped}
      />
      <Select
        label={t('accountList.state')}
        options={[
          { value: ANY, label: t('accountList.anyState') },
          ...accountStates.map(value => ({
            value,
            label: t(`accountList.${value}`),
          })),
        ]}
        value={state ?? ANY}
        onChange={value =>
          setFilter('state', value === ANY ? undefined : String(value))
        }
      />
      <Select
        label={t('accountList.source')}
        options={[
          { value: ANY, label: t('accountList.anySource') },
          { value: 'local', label: t('accountList.local') },
          ...[...sources].map(([value, label]) => ({ value, label })),
        ]}
        value={source ?? ANY}
        onChange={value =>
          setFilter('source', value === ANY ? undefined : String(value))
        }
      />
    </form>
  );
}
