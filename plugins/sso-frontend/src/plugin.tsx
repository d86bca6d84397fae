import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { SsoClient, ssoApiRef } from '@latchkey/plugin-sso-react';
import { RiKey2Line } from '@remixicon/react';
import {
  activateRouteRef,
  connectionRouteRef,
  connectionsRouteRef,
  traceRouteRef,
  tracesRouteRef,
  rootRouteRef,
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
  if: { permissions: { $contains: 'sso.connection.read#read' } },
});

const connectionsPage = SubPageBlueprint.make({
  name: 'connections',
  params: {
    path: 'connections',
    title: 'SSO connections',
    loader: () =>
      import('./components/ConnectionsPage').then(m => <m.ConnectionsRouter />),
  },
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

const tracesPage = SubPageBlueprint.make({
  name: 'traces',
  params: {
    path: 'traces',
    title: 'Sign-in traces',
    loader: () =>
      import('./components/TracesPage').then(m => <m.TracesRouter />),
  },
  if: { permissions: { $contains: 'sso.trace.read#read' } },
});

/**
 * Pages on which administrators set up single sign-on.
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
  },
  extensions: [ssoApi, ssoPage, connectionsPage, activatePage, tracesPage],
});
