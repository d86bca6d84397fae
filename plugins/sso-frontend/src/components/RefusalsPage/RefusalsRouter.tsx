import { RequirePermission } from '@backstage/plugin-permission-react';
import { ssoTraceReadPermission } from '@latchkey/plugin-sso-common';
import { Route, Routes } from 'react-router-dom';
import { NotPermitted } from '../NotPermitted';
import { RefusalsPage } from './RefusalsPage';
import { TracePage } from './TracePage';

/** Refused sign-ins and the trace of each. */
export function RefusalsRouter() {
  return (
    <RequirePermission
      permission={ssoTraceReadPermission}
      errorPage={<NotPermitted />}
    >
      <Routes>
        <Route index element={<RefusalsPage />} />
        <Route path=":reference" element={<TracePage />} />
      </Routes>
    </RequirePermission>
  );
}
