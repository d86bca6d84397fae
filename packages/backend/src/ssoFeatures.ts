import {
  BackendFeature,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { readProtocolsDisabled } from './readProtocolsDisabled';

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
 * Everything single sign-on adds to a backend.
 *
 * @param options.argv - arguments of the process; `--disablePlugins=true`
 * leaves out every protocol
 * @throws `InputError` when `--disablePlugins` has another value
 */
export function createSsoFeatures(options: {
  argv: readonly string[];
  packages?: SsoPackages;
}): BackendFeature {
  const { core, protocols } = options.packages ?? PACKAGES;
  const isWithoutProtocols = readProtocolsDisabled(options.argv);
  return createBackendFeatureLoader({
    loader() {
      const packages = isWithoutProtocols ? core : [...core, ...protocols];
      return packages.map(load => load());
    },
  });
}
