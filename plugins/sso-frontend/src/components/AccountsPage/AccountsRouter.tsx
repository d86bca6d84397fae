import { ssoAccountReadPermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { AccountPage } from '../AccountPage';
import { SettingsFrame } from '../SettingsFrame';
import { AccountsPage } from './AccountsPage';

/** The list of accounts and the page of each. */
export function AccountsRouter() {
  return (
    <SettingsFrame permission={ssoAccountReadPermission}>
      <Routes>
        <Route index element={<AccountsPage />} />
        <Route path=":accountId" element={<AccountPage />} />
      </Routes>
    </SettingsFrame>
  );
}
