import type { SsoProtocolInfo } from '@latchkey/plugin-sso-common';

/** The order that is used while the SSO connection sets none. */
export function defaultResolvers(protocol: SsoProtocolInfo): string[] {
  return protocol.resolvers
    .filter(resolver => resolver.default)
    .map(resolver => resolver.name);
}
