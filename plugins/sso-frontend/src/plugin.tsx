import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { SsoClient, ssoApiRef } from '@latchkey/plugin-sso-react';
import { RiKey2Line, RiShieldUserLine } from '@remixicon/react';
import {
  accountRouteRef,
  accountsRouteRef,
  activateRouteRef,
  connectionRouteRef,
  connectionsRouteRef,
  mySecurityRouteRef,
  rootRouteRef,
  traceRouteRef,
  tracesRouteRef,
  waysInRouteRef,
} from './routes';

const ssoApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: ssoApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => SsoClient.create(deps),
    }),
});

// Hides the page, and so its item in the navigation, from everyone else. The
// backend decides who may read and change anything.
const ssoPage = PageBlueprint.make({
  params: {
    path: '/sso',
    // Short, as the navigation of Backstage cuts what is longer.
    title: 'SSO',
    icon: <RiKey2Line />,
    routeRef: rootRouteRef,
  },
  if: {
    $any: [
      { permissions: { $contains: 'sso.connection.read#read' } },
      { permissions: { $contains: 'sso.account.read#read' } },
    ],
  },
});

const connectionsPage = SubPageBlueprint.make({
  name: 'connections',
  params: {
    path: 'connections',
    title: 'SSO connections',
    loader: () =>
      import('./components/ConnectionsPage').then(m => <m.ConnectionsRouter />),
  },
  if: { permissions: { $contains: 'sso.connection.read#read' } },
});

const activatePage = SubPageBlueprint.make({
  name: 'activate',
  params: {
    path: 'activate',
    title: 'Activate a plugin',
    loader: () =>
      import('./components/ActivatePage').then(m => <m.ActivateRouter />),
  },
  if: { permissions: { $contains: 'sso.connection.create#create' } },
});

const accountsPage = SubPageBlueprint.make({
  name: 'accounts',
  params: {
    path: 'accounts',
    title: 'Accounts',
    loader: () =>
      import('./components/AccountsPage').then(m => <m.AccountsRouter />),
  },
  if: { permissions: { $contains: 'sso.account.read#read' } },
});

const waysInPage = SubPageBlueprint.make({
  name: 'ways-in',
  params: {
    path: 'ways-in',
    title: 'Ways in',
    loader: () =>
      import('./components/WaysInPage').then(m => <m.WaysInRouter />),
  },
  if: { permissions: { $contains: 'sso.connection.read#read' } },
});

const tracesPage = SubPageBlueprint.make({
  name: 'traces',
  params: {
    path: 'traces',
    // Short, as a phone is narrow.
    title: 'Traces',
    loader: () =>
      import('./components/TracesPage').then(m => <m.TracesRouter />),
  },
  if: { permissions: { $contains: 'sso.trace.read#read' } },
});

// For everyone who is signed in. It draws the header of pages itself, as that
// of the plugin leads to the settings.
const mySecurityPage = PageBlueprint.make({
  name: 'my-security',
  params: {
    path: '/my-security',
    title: 'My security',
    icon: <RiShieldUserLine />,
    routeRef: mySecurityRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/MySecurityPage').then(m => <m.MySecurityPage />),
  },
});

/**
 * Pages on which administrators set up single sign-on and look after accounts,
 * and the one on which people look after their own.
 *
 * @public
 */
export const ssoPlugin = createFrontendPlugin({
  pluginId: 'sso',
  title: 'Single sign-on',
  icon: <RiKey2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    connections: connectionsRouteRef,
    connection: connectionRouteRef,
    activate: activateRouteRef,
    traces: tracesRouteRef,
    trace: traceRouteRef,
    accounts: accountsRouteRef,
    account: accountRouteRef,
    waysIn: waysInRouteRef,
    mySecurity: mySecurityRouteRef,
  },
  extensions: [
    ssoApi,
    ssoPage,
    connectionsPage,
    activatePage,
    accountsPage,
    waysInPage,
    tracesPage,
    mySecurityPage,
  ],
});
