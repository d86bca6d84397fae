import {
  createServiceFactory,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import { createServiceMock } from '@backstage/backend-test-utils';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoService } from '../service/SsoService';
import { ssoServiceRef } from '../service/ssoServiceRef';

/**
 * An `sso` plugin in which nobody is signed in and nobody is known; give the
 * methods that your test needs.
 *
 * @public
 */
export function ssoServiceMock(
  overrides: Partial<SsoService> = {},
): SsoService {
  const asOf = new Date(0).toISOString();
  return {
    async redeemTicket() {
      throw new SsoError('ticket-invalid');
    },
    async refreshSession() {
      throw new SsoError('session-ended');
    },
    async endSession() {
      return {};
    },
    async readDirectoryUsers() {
      return { users: [], asOf };
    },
    async readDirectoryGroups() {
      return { groups: [], asOf };
    },
    ...overrides,
  };
}

/**
 * Further forms of {@link (ssoServiceMock:function)}.
 *
 * @public
 */
export namespace ssoServiceMock {
  /** A service factory, for `startTestBackend`. */
  export const factory = (
    overrides?: Partial<SsoService>,
  ): ServiceFactory<SsoService, 'plugin', 'singleton'> =>
    createServiceFactory({
      service: ssoServiceRef,
      deps: {},
      factory: () => ssoServiceMock(overrides),
    });

  /** All methods are mock functions, some given by the caller. */
  export const mock = createServiceMock(ssoServiceRef, () => ({
    redeemTicket: jest.fn(),
    refreshSession: jest.fn(),
    endSession: jest.fn(),
    readDirectoryUsers: jest.fn(),
    readDirectoryGroups: jest.fn(),
  }));
}
