import {
  RequirePermission,
  usePermission,
} from '@backstage/plugin-permission-react';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import { ssoConnectionReadPermission } from '@latchkey/plugin-sso-common';
import type { ReactNode } from 'react';
import { NotPermitted } from '../NotPermitted';
import { PortalStatusBanner, PortalStatusProvider } from '../PortalStatus';

/** What all settings pages have: a permission, and the state of the portal. */
export function SettingsFrame(props: {
  permission: BasicPermission;
  children: ReactNode;
}) {
  const { allowed: canReadStatus, loading } = usePermission({
    permission: ssoConnectionReadPermission,
  });

  if (loading) {
    return null;
  }
  return (
    <RequirePermission
      permission={props.permission}
      errorPage={<NotPermitted />}
    >
      {canReadStatus ? (
        <PortalStatusProvider>
          <PortalStatusBanner />
          {props.children}
        </PortalStatusProvider>
      ) : (
        props.children
      )}
    </RequirePermission>
  );
}
