import { Button, Container, SearchField, Text } from '@backstage/ui';
import { FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useHref, useSsoTranslation } from '../../hooks';
import { traceRouteRef } from '../../routes';
import { TraceList } from './TraceList';
import styles from './TracesPage.module.css';

/** Traces of sign-ins, and a way to one by the code that a person tells. */
export function TracesPage() {
  const t = useSsoTranslation();
  const navigate = useNavigate();
  const toTrace = useHref(traceRouteRef);
  const [search, setSearch] = useState('');

  const open = (event: FormEvent) => {
    event.preventDefault();
    const reference = search.trim().toUpperCase();
    if (reference) {
      navigate(toTrace({ reference }));
    }
  };

  return (
    <Container pt="6" pb="10">
      <Text as="h2" variant="title-small" weight="bold">
        {t('traces.title')}
      </Text>
      <Text as="p" color="secondary" className={styles.subtitle}>
        {t('traces.subtitle')}
      </Text>
      <form role="search" className={styles.search} onSubmit={open}>
        <SearchField
          label={t('traces.search')}
          placeholder="XXXX-XXXX"
          maxLength={40}
          value={search}
          onChange={setSearch}
        />
        <Button type="submit" variant="secondary">
          {t('traces.open')}
        </Button>
      </form>
      <TraceList search={search} />
    </Container>
  );
}
