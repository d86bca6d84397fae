import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ssoApiRef } from '@latchkey/plugin-sso-react';
import type { RenderResult } from '@testing-library/react';
import userEvent, { UserEvent } from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router-dom';
import { AccountsRouter } from '../components/AccountsPage';
import { ActivateRouter } from '../components/ActivatePage';
import { ConnectionsRouter } from '../components/ConnectionsPage';
import { MySecurityPage } from '../components/MySecurityPage';
import { TracesRouter } from '../components/TracesPage';
import { WaysInRouter } from '../components/WaysInPage';
import { mySecurityRouteRef, rootRouteRef } from '../routes';
import { Answer, fakeSsoApi } from './fakeSsoApi';

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

/** Opens one of the pages with a fake backend. */
export function renderPage(
  address: string,
  answers: Record<string, Answer>,
  options: { denied?: string[] } = {},
): RenderResult &
  ReturnType<typeof fakeSsoApi> & {
    user: UserEvent;
    identity: ReturnType<typeof mockApis.identity.mock>;
  } {
  const fake = fakeSsoApi(answers);
  // The router of the test does not touch the address of the window.
  window.history.replaceState(undefined, '', address);
  const identity = mockApis.identity.mock();
  const view = renderInTestApp(
    <>
      <Address />
      <Routes>
        <Route path="/sso/connections/*" element={<ConnectionsRouter />} />
        <Route path="/sso/activate/*" element={<ActivateRouter />} />
        <Route path="/sso/traces/*" element={<TracesRouter />} />
        <Route path="/sso/accounts/*" element={<AccountsRouter />} />
        <Route path="/sso/ways-in" element={<WaysInRouter />} />
        <Route path="/my-security" element={<MySecurityPage />} />
      </Routes>
    </>,
    {
      apis: [
        [ssoApiRef, fake.api],
        [identityApiRef, identity],
        mockApis.permission({
          authorize: ({ permission }) =>
            options.denied?.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
      mountedRoutes: {
        '/sso': rootRouteRef,
        '/my-security': mySecurityRouteRef,
      },
      initialRouteEntries: [address],
    },
  );
  return {
    ...view,
    ...fake,
    identity,
    user: userEvent.setup({ delay: null }),
  };
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
