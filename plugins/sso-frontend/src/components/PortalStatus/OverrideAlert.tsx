import { Alert, ButtonLink } from '@backstage/ui';
import type { SsoOverride } from '@latchkey/plugin-sso-common';
import { useFormatTime, useHref, useSsoTranslation } from '../../hooks';
import { connectionRouteRef } from '../../routes';
import { nameOf } from '../Activity';
import { Countdown } from './Countdown';

/** Says that override auth is on, and what is still to be done. */
export function OverrideAlert(props: {
  override: SsoOverride;
  /** When a pending one has reverted. */
  onEnd: () => void;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { override, onEnd } = props;
  const name = override.displayName;
  const by = nameOf(override.armedBy);
  const href = useHref(connectionRouteRef)({
    connectionId: override.connectionId,
  });
  const show = (
    <ButtonLink href={href} size="small" variant="secondary">
      {t('portalStatus.showConnection')}
    </ButtonLink>
  );

  if (override.state === 'pending') {
    return (
      <Alert
        status="warning"
        icon
        title={t('portalStatus.pending', { name })}
        description={
          <>
            {t('portalStatus.pendingHelp', { by })}{' '}
            {override.revertsAt && (
              <Countdown until={override.revertsAt} onEnd={onEnd} />
            )}
          </>
        }
        customActions={show}
      />
    );
  }
  return (
    <Alert
      status={override.effective ? 'info' : 'warning'}
      icon
      title={
        override.effective
          ? t('portalStatus.confirmed', { name })
          : t('portalStatus.notEffective', { name })
      }
      description={
        override.effective
          ? t('portalStatus.confirmedHelp', {
              by,
              date: format.absolute(override.armedAt),
            })
          : t('override.notEffective')
      }
      customActions={show}
    />
  );
}
