import { Alert, ButtonLink, Container } from '@backstage/ui';
import { useConnectionNames, useHref, useSsoTranslation } from '../../hooks';
import { waysInRouteRef } from '../../routes';
import { OverrideAlert } from './OverrideAlert';
import styles from './PortalStatus.module.css';
import { PortalStatus, usePortalStatus } from './PortalStatusContext';

/** What administrators have to know at once, above every settings page. */
export function PortalStatusBanner() {
  const t = useSsoTranslation();
  const { status, reload } = usePortalStatus();

  if (!status || !hasNews(status)) {
    return null;
  }
  return (
    <Container pt="6" pb="0">
      <section aria-label={t('portalStatus.label')} className={styles.banner}>
        <DisabledAlert disabled={status.disabledPlugins} />
        <EscapeAlert findings={status.escapeRoutes} />
        {status.override && (
          <OverrideAlert override={status.override} onEnd={reload} />
        )}
      </section>
    </Container>
  );
}

function DisabledAlert(props: { disabled: PortalStatus['disabledPlugins'] }) {
  const t = useSsoTranslation();
  const names = useConnectionNames();
  const { all, connectionIds } = props.disabled;

  if (all) {
    return (
      <Alert
        status="warning"
        icon
        title={t('portalStatus.allDisabled')}
        description={t('portalStatus.allDisabledHelp')}
      />
    );
  }
  return connectionIds.length === 0 ? null : (
    <Alert
      status="warning"
      icon
      title={t('portalStatus.someDisabled')}
      description={t('portalStatus.someDisabledHelp', {
        names: connectionIds.map(id => names.get(id) ?? id).join(', '),
      })}
    />
  );
}

function EscapeAlert(props: { findings: PortalStatus['escapeRoutes'] }) {
  const t = useSsoTranslation();
  const href = useHref(waysInRouteRef)();
  const failed = props.findings.filter(({ outcome }) => outcome === 'failed');

  return failed.length === 0 ? null : (
    <Alert
      status="danger"
      icon
      title={
        failed.length === 1
          ? t('portalStatus.escape')
          : t('portalStatus.escapeMany')
      }
      description={
        <ul className={styles.failed}>
          {failed.map(({ title, detail }) => (
            <li key={title}>{detail ? `${title}: ${detail}` : title}</li>
          ))}
        </ul>
      }
      customActions={
        <ButtonLink href={href} size="small" variant="secondary">
          {t('portalStatus.showWaysIn')}
        </ButtonLink>
      }
    />
  );
}

function hasNews(status: PortalStatus): boolean {
  const { all, connectionIds } = status.disabledPlugins;
  return (
    Boolean(status.override) ||
    all ||
    connectionIds.length > 0 ||
    status.escapeRoutes.some(({ outcome }) => outcome === 'failed')
  );
}
