import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { SsoProtocol } from './protocol/SsoProtocol';
import type { SsoSignInResolver } from './resolver/SsoSignInResolver';

/**
 * Where backend modules register protocols.
 *
 * @public
 */
export interface SsoProtocolsExtensionPoint {
  /**
   * When a protocol of this id is registered already, the module that comes
   * second fails to start up; the call itself returns.
   */
  addProtocol<TSettings extends object>(protocol: SsoProtocol<TSettings>): void;
}

/** @public */
export const ssoProtocolsExtensionPoint =
  createExtensionPoint<SsoProtocolsExtensionPoint>({ id: 'sso.protocols' });

/**
 * Where backend modules register further sign-in resolvers.
 *
 * @public
 */
export interface SsoSignInResolversExtensionPoint {
  /**
   * When a resolver of this name is registered already, the module that comes
   * second fails to start up; the call itself returns.
   */
  addResolver(resolver: SsoSignInResolver): void;
}

/** @public */
export const ssoSignInResolversExtensionPoint =
  createExtensionPoint<SsoSignInResolversExtensionPoint>({
    id: 'sso.sign-in-resolvers',
  });
