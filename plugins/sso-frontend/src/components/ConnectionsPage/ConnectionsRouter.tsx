import { ssoConnectionReadPermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { ConnectionPage } from '../ConnectionPage';
import { SettingsFrame } from '../SettingsFrame';
import { ConnectionsPage } from './ConnectionsPage';

/** The list of SSO connections and the page of each. */
export function ConnectionsRouter() {
  return (
    <SettingsFrame permission={ssoConnectionReadPermission}>
      <Routes>
        <Route index element={<ConnectionsPage />} />
        <Route path=":connectionId/*" element={<ConnectionPage />} />
      </Routes>
    </SettingsFrame>
  );
}
