import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ssoApiRef } from '@latchkey/plugin-sso-react';
import type { RenderResult } from '@testing-library/react';
import userEvent, { UserEvent } from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router-dom';
import { ActivateRouter } from '../components/ActivatePage';
import { ConnectionsRouter } from '../components/ConnectionsPage';
import { TracesRouter } from '../components/TracesPage';
import { rootRouteRef } from '../routes';
import { Answer, fakeSsoApi } from './fakeSsoApi';

function Address() {
  return <output data-testid="address">{useLocation().pathname}</output>;
}

/** Opens one of the pages with a fake backend. */
export function renderPage(
  address: string,
  answers: Record<string, Answer>,
  options: { denied?: string[] } = {},
): RenderResult & ReturnType<typeof fakeSsoApi> & { user: UserEvent } {
  const fake = fakeSsoApi(answers);
  const view = renderInTestApp(
    <>
      <Address />
      <Routes>
        <Route path="/sso/connections/*" element={<ConnectionsRouter />} />
        <Route path="/sso/activate/*" element={<ActivateRouter />} />
        <Route path="/sso/traces/*" element={<TracesRouter />} />
      </Routes>
    </>,
    {
      apis: [
        [ssoApiRef, fake.api],
        mockApis.permission({
          authorize: ({ permission }) =>
            options.denied?.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
      mountedRoutes: { '/sso': rootRouteRef },
      initialRouteEntries: [address],
    },
  );
  return { ...view, ...fake, user: userEvent.setup({ delay: null }) };
}

/** Puts in a text at once; typing draws the form anew with every letter. */
export async function fill(
  user: UserEvent,
  field: HTMLElement,
  text: string,
): Promise<void> {
  await user.click(field);
  await user.paste(text);
}
