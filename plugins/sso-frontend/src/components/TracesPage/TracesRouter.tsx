import { RequirePermission } from '@backstage/plugin-permission-react';
import { ssoTraceReadPermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { NotPermitted } from '../NotPermitted';
import { TracesPage } from './TracesPage';
import { TracePage } from './TracePage';

/** Traces of sign-ins, and each of them. */
export function TracesRouter() {
  return (
    <RequirePermission
      permission={ssoTraceReadPermission}
      errorPage={<NotPermitted />}
    >
      <Routes>
        <Route index element={<TracesPage />} />
        <Route path=":reference" element={<TracePage />} />
      </Routes>
    </RequirePermission>
  );
}
