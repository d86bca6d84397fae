import { RequirePermission } from '@backstage/plugin-permission-react';
import { ssoConnectionCreatePermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { NotPermitted } from '../NotPermitted';
import { NewConnectionPage } from './NewConnectionPage';
import { ProtocolsPage } from './ProtocolsPage';

/** The protocols to choose from, and the form of a new SSO connection. */
export function ActivateRouter() {
  return (
    <RequirePermission
      permission={ssoConnectionCreatePermission}
      errorPage={<NotPermitted />}
    >
      <Routes>
        <Route index element={<ProtocolsPage />} />
        <Route path=":protocolId" element={<NewConnectionPage />} />
      </Routes>
    </RequirePermission>
  );
}
