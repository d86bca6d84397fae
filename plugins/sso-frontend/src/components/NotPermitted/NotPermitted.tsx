import { Container } from '@backstage/ui';
import { RiShieldUserLine } from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import { EmptyView } from '../StateView';

/** For people who may not see a page. */
export function NotPermitted() {
  const t = useSsoTranslation();

  return (
    <Container pt="6">
      <EmptyView
        icon={<RiShieldUserLine aria-hidden="true" />}
        title={t('notPermitted.title')}
        description={t('notPermitted.description')}
      />
    </Container>
  );
}
