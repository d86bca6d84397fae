import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();

export const connectionsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/connections',
});

export const connectionRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/connections/:connectionId',
});

export const activateRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/activate',
});

export const activateProtocolRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/activate/:protocolId',
});

export const tracesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/traces',
});

export const traceRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/traces/:reference',
});

export const accountsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/accounts',
});

export const accountRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/accounts/:accountId',
});

export const waysInRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/ways-in',
});

/** A page of its own, for everyone who is signed in. */
export const mySecurityRouteRef = createRouteRef();
