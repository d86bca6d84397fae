import { RequirePermission } from '@backstage/plugin-permission-react';
import { ssoConnectionReadPermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { ConnectionPage } from '../ConnectionPage';
import { NotPermitted } from '../NotPermitted';
import { ConnectionsPage } from './ConnectionsPage';

/** The list of SSO connections and the page of each. */
export function ConnectionsRouter() {
  return (
    <RequirePermission
      permission={ssoConnectionReadPermission}
      errorPage={<NotPermitted />}
    >
      <Routes>
        <Route index element={<ConnectionsPage />} />
        <Route path=":connectionId/*" element={<ConnectionPage />} />
      </Routes>
    </RequirePermission>
  );
}
