import { Button, Container, SearchField, Text } from '@backstage/ui';
import { FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useHref, useSsoTranslation } from '../../hooks';
import { refusalRouteRef } from '../../routes';
import { RefusalList } from './RefusalList';
import styles from './RefusalsPage.module.css';

/** All refused sign-ins, and a way to one by the code that a person tells. */
export function RefusalsPage() {
  const t = useSsoTranslation();
  const navigate = useNavigate();
  const toRefusal = useHref(refusalRouteRef);
  const [search, setSearch] = useState('');

  const open = (event: FormEvent) => {
    event.preventDefault();
    const reference = search.trim().toUpperCase();
    if (reference) {
      navigate(toRefusal({ reference }));
    }
  };

  return (
    <Container pt="6" pb="10">
      <Text as="h2" variant="title-small" weight="bold">
        {t('refusals.title')}
      </Text>
      <Text as="p" color="secondary" className={styles.subtitle}>
        {t('refusals.subtitle')}
      </Text>
      <form role="search" className={styles.search} onSubmit={open}>
        <SearchField
          label={t('refusals.search')}
          placeholder="XXXX-XXXX"
          maxLength={40}
          value={search}
          onChange={setSearch}
        />
        <Button type="submit" variant="secondary" size="medium">
          {t('refusals.open')}
        </Button>
      </form>
      <RefusalList search={search} />
    </Container>
  );
}
