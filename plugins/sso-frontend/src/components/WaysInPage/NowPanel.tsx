import { Link, Text } from '@backstage/ui';
import type { SsoOverride } from '@latchkey/plugin-sso-common';
import { useConnectionNames, useHref, useSsoTranslation } from '../../hooks';
import { connectionRouteRef } from '../../routes';
import { Fact, Facts } from '../Facts';
import { Panel } from '../Panel';
import type { PortalStatus } from '../PortalStatus';

/** Where people are sent, and which plugins run. */
export function NowPanel(props: { status: PortalStatus }) {
  const t = useSsoTranslation();
  const names = useConnectionNames();
  const { override, disabledPlugins } = props.status;
  const left = disabledPlugins.connectionIds
    .map(id => names.get(id) ?? id)
    .join(', ');

  return (
    <Panel title={t('waysIn.now')}>
      <Facts>
        <Fact label={t('override.title')}>
          {override ? (
            <OverrideFact override={override} />
          ) : (
            t('waysIn.overrideOff')
          )}
        </Fact>
        <Fact label={t('waysIn.plugins')}>
          {disabledPlugins.all && t('waysIn.pluginsAll')}
          {!disabledPlugins.all &&
            (left
              ? t('waysIn.pluginsSome', { names: left })
              : t('waysIn.pluginsNone'))}
        </Fact>
      </Facts>
    </Panel>
  );
}

function OverrideFact({ override }: { override: SsoOverride }) {
  const t = useSsoTranslation();
  const { connectionId, displayName: name, state } = override;
  const href = useHref(connectionRouteRef)({ connectionId });

  return (
    <>
      {state === 'pending'
        ? t('waysIn.overridePending', { name })
        : t('waysIn.overrideConfirmed', { name })}{' '}
      {!override.effective && <Text>{t('override.notEffective')} </Text>}
      <Link href={href}>{t('portalStatus.showConnection')}</Link>
    </>
  );
}
