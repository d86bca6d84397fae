import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Container, Text } from '@backstage/ui';
import { ssoConnectionCreatePermission } from '@latchkey/plugin-sso-common';
import { RiAddLine, RiKey2Line } from '@remixicon/react';
import { useHref, useSsoTranslation } from '../../hooks';
import { activateRouteRef } from '../../routes';
import { EmptyView, FailedView, LoadingView } from '../StateView';
import { ConnectionList } from './ConnectionList';
import styles from './ConnectionsPage.module.css';
import { useConnections } from './useConnections';

/** All SSO connections of the portal. */
export function ConnectionsPage() {
  const t = useSsoTranslation();
  const list = useConnections();
  const activateHref = useHref(activateRouteRef)();
  const { allowed: canCreate } = usePermission({
    permission: ssoConnectionCreatePermission,
  });
  const activate = canCreate && (
    <ButtonLink
      href={activateHref}
      variant="primary"
      iconStart={<RiAddLine aria-hidden="true" />}
    >
      {t('connections.activate')}
    </ButtonLink>
  );

  const content = () => {
    switch (list.state.status) {
      case 'loading':
        return <LoadingView />;
      case 'failed':
        return (
          <FailedView
            title={t('connections.failed')}
            error={list.state.error}
            onRetry={list.reload}
          />
        );
      default:
        return list.state.value.connections.length === 0 ? (
          <EmptyView
            icon={<RiKey2Line aria-hidden="true" />}
            title={t('connections.emptyTitle')}
            description={t('connections.emptyDescription')}
          >
            {activate}
          </EmptyView>
        ) : (
          <ConnectionList
            connections={list.state.value.connections}
            isBusy={list.isBusy}
            onActiveChange={list.setActive}
            onMove={list.move}
          />
        );
    }
  };
  const isFilled =
    list.state.status === 'loaded' && list.state.value.connections.length > 0;

  return (
    <Container pt="6" pb="10">
      <div className={styles.head}>
        <div>
          <Text as="h2" variant="title-small" weight="bold">
            {t('connections.title')}
          </Text>
          <Text as="p" color="secondary" className={styles.subtitle}>
            {t('connections.subtitle')}
          </Text>
        </div>
        {isFilled && activate}
      </div>
      {content()}
    </Container>
  );
}
