import {
  BackendFeature,
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { readDisabledPlugins } from '@latchkey/plugin-sso-node';

type FeaturePackage = () => Promise<{ default: BackendFeature }>;

/** The packages that single sign-on is made of. */
export interface SsoPackages {
  /** What signing in needs whatever the protocol; enough for local sign-in. */
  core: readonly FeaturePackage[];
  /** One package per protocol that the portal offers. */
  protocols: readonly FeaturePackage[];
}

const PACKAGES: SsoPackages = {
  core: [
    () => import('@latchkey/plugin-sso-backend'),
    () => import('@latchkey/plugin-auth-backend-module-sso-provider'),
    () => import('@latchkey/plugin-catalog-backend-module-sso'),
  ],
  protocols: [
    () => import('@latchkey/plugin-sso-backend-module-oidc'),
    () => import('@latchkey/plugin-sso-backend-module-saml'),
  ],
};

/**
 * Everything single sign-on adds to a backend. When it is started with
 * `--disablePlugins=true`, the code of protocols is not even loaded, so that
 * one that breaks the start cannot.
 *
 * @param options.argv - arguments of the process
 */
export function createSsoFeatures(options: {
  argv: readonly string[];
  packages?: SsoPackages;
}): BackendFeature {
  const { argv, packages: { core, protocols } = PACKAGES } = options;
  return createBackendFeatureLoader({
    deps: { config: coreServices.rootConfig },
    loader({ config }) {
      const { all } = readDisabledPlugins({ argv, env: process.env, config });
      return (all ? core : [...core, ...protocols]).map(load => load());
    },
  });
}
