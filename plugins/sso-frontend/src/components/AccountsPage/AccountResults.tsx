import { Alert, Button } from '@backstage/ui';
import { RiUserLine } from '@remixicon/react';
import { useConnectionNames, useSsoTranslation } from '../../hooks';
import { EmptyView, FailedView, LoadingView } from '../StateView';
import { AccountRow } from './AccountRow';
import styles from './AccountsPage.module.css';
import type { useAccountSearch } from './useAccountSearch';

/** The page of accounts that search and filters leave. */
export function AccountResults(props: {
  search: ReturnType<typeof useAccountSearch>;
}) {
  const t = useSsoTranslation();
  const names = useConnectionNames();
  const { state, reload, isFiltered, clear, page } = props.search;

  if (state.status === 'loading') {
    return <LoadingView rows={5} />;
  }
  if (state.status === 'failed') {
    return (
      <FailedView
        title={t('accountList.failed')}
        error={state.error}
        onRetry={reload}
      />
    );
  }
  const { accounts, limited } = state.value;
  if (accounts.length === 0 && page === 1) {
    return (
      <EmptyView
        icon={<RiUserLine aria-hidden="true" />}
        title={
          isFiltered
            ? t('accountList.noMatchTitle')
            : t('accountList.emptyTitle')
        }
        description={
          isFiltered
            ? t('accountList.noMatchDescription')
            : t('accountList.emptyDescription')
        }
      >
        {isFiltered && (
          <Button variant="secondary" onPress={clear}>
            {t('accountList.clear')}
          </Button>
        )}
      </EmptyView>
    );
  }
  return (
    <>
      {limited && (
        <Alert
          role="status"
          status="info"
          icon
          className={styles.limited}
          title={t('accountList.limited')}
        />
      )}
      <ul className={styles.list} aria-label={t('accountList.title')}>
        {accounts.map(account => (
          <AccountRow
            key={account.id}
            account={account}
            sourceName={names.get(account.source)}
          />
        ))}
      </ul>
    </>
  );
}
