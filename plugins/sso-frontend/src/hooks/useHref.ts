import {
  AnyRouteRefParams,
  RouteRef,
  SubRouteRef,
  useRouteRef,
} from '@backstage/frontend-plugin-api';

/** Like `useRouteRef`, for routes of this plugin, which are always there. */
export function useHref<TParams extends AnyRouteRefParams>(
  routeRef: RouteRef<TParams> | SubRouteRef<TParams>,
) {
  const href = useRouteRef(routeRef);
  if (!href) {
    throw new Error('The pages of the sso plugin are not part of this app');
  }
  return href;
}
