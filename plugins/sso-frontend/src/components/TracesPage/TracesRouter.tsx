import { ssoTraceReadPermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { SettingsFrame } from '../SettingsFrame';
import { TracesPage } from './TracesPage';
import { TracePage } from './TracePage';

/** Traces of sign-ins, and each of them. */
export function TracesRouter() {
  return (
    <SettingsFrame permission={ssoTraceReadPermission}>
      <Routes>
        <Route index element={<TracesPage />} />
        <Route path=":reference" element={<TracePage />} />
      </Routes>
    </SettingsFrame>
  );
}
