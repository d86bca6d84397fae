import { ButtonLink, Container, Text } from '@backstage/ui';
import {
  ssoAdminOperations,
  SsoProtocolInfo,
} from '@latchkey/plugin-sso-common';
import { SsoIconView, useSsoOperation } from '@latchkey/plugin-sso-react';
import { RiPlugLine } from '@remixicon/react';
import { useHref, useSsoTranslation } from '../../hooks';
import { activateProtocolRouteRef } from '../../routes';
import { EmptyView, FailedView, LoadingView } from '../StateView';
import styles from './ActivatePage.module.css';

/** The protocols that this backend has installed. */
export function ProtocolsPage() {
  const t = useSsoTranslation();
  const { state, reload } = useSsoOperation(ssoAdminOperations.listProtocols);

  const content = () => {
    switch (state.status) {
      case 'loading':
        return <LoadingView />;
      case 'failed':
        return (
          <FailedView
            title={t('activate.failed')}
            error={state.error}
            onRetry={reload}
          />
        );
      default:
        return state.value.protocols.length === 0 ? (
          <EmptyView
            icon={<RiPlugLine aria-hidden="true" />}
            title={t('activate.emptyTitle')}
            description={t('activate.emptyDescription')}
          />
        ) : (
          <ul className={styles.protocols}>
            {state.value.protocols.map(protocol => (
              <ProtocolCard key={protocol.id} protocol={protocol} />
            ))}
          </ul>
        );
    }
  };

  return (
    <Container pt="6" pb="10">
      <Text as="h2" variant="title-small" weight="bold">
        {t('activate.title')}
      </Text>
      <Text as="p" color="secondary" className={styles.subtitle}>
        {t('activate.subtitle')}
      </Text>
      {content()}
    </Container>
  );
}

function ProtocolCard({ protocol }: { protocol: SsoProtocolInfo }) {
  const t = useSsoTranslation();
  const href = useHref(activateProtocolRouteRef)({ protocolId: protocol.id });

  return (
    <li className={styles.protocol}>
      <span className={styles.icon}>
        <SsoIconView icon={protocol.icon} size={28} />
      </span>
      <Text as="h3" variant="body-large" weight="bold">
        {protocol.title}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {protocol.description}
      </Text>
      <ButtonLink
        href={href}
        variant="primary"
        aria-label={t('activate.activateLabel', { protocol: protocol.title })}
      >
        {t('activate.activate')}
      </ButtonLink>
    </li>
  );
}
