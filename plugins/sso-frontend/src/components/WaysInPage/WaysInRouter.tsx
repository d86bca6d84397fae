import { ssoConnectionReadPermission } from '@latchkey/plugin-sso-common';
import { SettingsFrame } from '../SettingsFrame';
import { WaysInPage } from './WaysInPage';

/** The page about the ways in. */
export function WaysInRouter() {
  return (
    <SettingsFrame permission={ssoConnectionReadPermission}>
      <WaysInPage />
    </SettingsFrame>
  );
}
