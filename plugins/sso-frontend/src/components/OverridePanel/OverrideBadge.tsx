import { Badge } from '@backstage/ui';
import { RiGuideLine } from '@remixicon/react';
import { useSsoTranslation } from '../../hooks';
import { usePortalStatus } from '../PortalStatus';

/** Marks the SSO connection to which the sign-in page goes straight. */
export function OverrideBadge({ connectionId }: { connectionId: string }) {
  const t = useSsoTranslation();
  const override = usePortalStatus().status?.override;

  return override?.connectionId === connectionId ? (
    <Badge icon={<RiGuideLine aria-hidden="true" />}>
      {override.state === 'pending'
        ? t('override.badgePending')
        : t('override.badge')}
    </Badge>
  ) : null;
}
