import {
  createProtocolTestContext,
  ProtocolTestContextOptions,
} from '@latchkey/plugin-sso-node/testUtils';
import { OidcProtocol } from '../OidcProtocol';

const { pathname } = new URL('http://localhost:7007/api/sso/sign-in/a/logout');

/** What the server of a provider posts, handed to the protocol. */
export function backChannelLogout(
  protocol: OidcProtocol,
  options: ProtocolTestContextOptions,
  body: Readonly<Record<string, string>>,
) {
  const { context } = createProtocolTestContext(protocol, options);
  return protocol.backChannelLogout({
    ...context,
    request: {
      method: 'POST',
      originalUrl: `${pathname}/back-channel`,
      query: {},
      body,
    },
  });
}

/** What a frame of a provider loads, handed to the protocol. */
export function frontChannelLogout(
  protocol: OidcProtocol,
  options: ProtocolTestContextOptions,
  query: Readonly<Record<string, string>>,
) {
  const { context } = createProtocolTestContext(protocol, options);
  return protocol.frontChannelLogout({
    ...context,
    request: {
      method: 'GET',
      originalUrl: `${pathname}/front-channel?${new URLSearchParams(query)}`,
      query,
      body: {},
    },
  });
}
