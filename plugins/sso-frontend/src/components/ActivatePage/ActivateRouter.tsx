import { ssoConnectionCreatePermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { SettingsFrame } from '../SettingsFrame';
import { NewConnectionPage } from './NewConnectionPage';
import { ProtocolsPage } from './ProtocolsPage';

/** The protocols to choose from, and the form of a new SSO connection. */
export function ActivateRouter() {
  return (
    <SettingsFrame permission={ssoConnectionCreatePermission}>
      <Routes>
        <Route index element={<ProtocolsPage />} />
        <Route path=":protocolId" element={<NewConnectionPage />} />
      </Routes>
    </SettingsFrame>
  );
}
