import { Button, Text } from '@backstage/ui';
import { RiArrowLeftLine, RiArrowRightLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './AccountsPage.module.css';
import type { useAccountSearch } from './useAccountSearch';

/** Leads through the pages of the list; stays while one of them loads. */
export function AccountPager(props: {
  search: ReturnType<typeof useAccountSearch>;
}) {
  const t = useSsoTranslation();
  const { state, page, toPrevious, toNext } = props.search;
  const isLoaded = state.status === 'loaded';
  const hasPages = Boolean(toPrevious || toNext);
  const [hadPages, setHadPages] = useState(false);

  useEffect(() => {
    if (isLoaded) {
      setHadPages(hasPages);
    }
  }, [isLoaded, hasPages]);

  if (!hasPages && (isLoaded || !hadPages)) {
    return null;
  }
  return (
    <nav aria-label={t('accountList.pages')} className={styles.pages}>
      {/* Not disabled while a page loads: the focus stays where it is. */}
      <Button
        variant="secondary"
        iconStart={<RiArrowLeftLine aria-hidden="true" />}
        isDisabled={isLoaded && !toPrevious}
        onPress={toPrevious}
      >
        {t('accountList.previous')}
      </Button>
      <Text variant="body-small" role="status">
        {t('accountList.page', { page: String(page) })}
      </Text>
      <Button
        variant="secondary"
        iconEnd={<RiArrowRightLine aria-hidden="true" />}
        isDisabled={isLoaded && !toNext}
        onPress={toNext}
      >
        {t('accountList.next')}
      </Button>
    </nav>
  );
}
