import {
  type SsoOperation,
  ssoAccountOperations,
  ssoAdminOperations,
  ssoOverrideOperations,
  ssoSelfOperations,
  ssoServiceOperations,
} from '@latchkey/plugin-sso-common';
import { clearDatabase } from './__testUtils__/portalFixture';
import type { PortalClient } from './__testUtils__/PortalClient';
import {
  startTestPortal,
  type TestPortal,
} from './__testUtils__/startTestPortal';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const userOperations: readonly SsoOperation[] = [
  ...Object.values<SsoOperation>(ssoAdminOperations),
  ...Object.values<SsoOperation>(ssoAccountOperations),
  ...Object.values<SsoOperation>(ssoOverrideOperations),
];
const selfOperations = Object.values<SsoOperation>(ssoSelfOperations);
const serviceOperations = Object.values<SsoOperation>(ssoServiceOperations);
const byId = (operation: SsoOperation) =>
  [operation.operationId, operation] as const;
const params = {
  connectionId: 'any',
  protocolId: 'any',
  actionId: 'any',
  reference: 'K7QM-3XDP',
  accountId: '999999',
  sessionId: '1',
  linkId: '1',
};

const settings = { issuer: 'http://localhost:1', clientId: 'x' };
const secrets = { clientSecret: 'x' };
/** A request of each that an administrator could make. */
const bodies: Record<string, object> = {
  createConnection: {
    protocol: 'oidc',
    displayName: 'New',
    settings,
    secrets,
  },
  updateConnection: { displayName: 'New', settings, secrets, version: 1 },
  setConnectionActive: { active: true, version: 1 },
  orderConnections: { connectionIds: [] },
  proposeSettings: { document: 'x' },
  inspectSetting: { name: 'x', value: 'x' },
  runConnectionAction: { version: 1 },
  createAccount: { username: 'newcomer' },
  updateAccount: { displayName: 'New' },
  setAccountActive: { active: true },
  setAccountSource: { source: 'local' },
  completeConnectionTest: { proof: 'x' },
  updateMyProfile: {},
  changeMyPassword: { newPassword: 'correct horse battery' },
  beginSecondFactor: {},
  confirmSecondFactor: { code: '123456' },
  renewRecoveryCodes: { code: '123456' },
  removeSecondFactor: { code: '123456' },
  endMySessions: { keepCurrent: true },
  beginMyLink: { connectionId: 'any' },
  completeMyLink: { proof: 'x' },
  redeemTicket: { ticket: 'x' },
  refreshSession: { sessionToken: 'x' },
  endSession: { sessionToken: 'x' },
};

function send(client: PortalClient, operation: SsoOperation) {
  return client.send(operation, {
    params,
    body: bodies[operation.operationId],
  });
}

describe.each(mainEngine(databases))('CONN-9 on %s', engine => {
  describe.each([
    ['with the permission framework', true],
    ['without the permission framework', false],
  ])('%s', (_, permissionsEnabled) => {
    let portal: TestPortal;
    beforeAll(async () => {
      const knex = await databases.init(engine);
      portal = await startTestPortal({ databases, knex, permissionsEnabled });
      await clearDatabase(knex);
    }, 60_000);
    afterAll(() => portal?.stop());

    it('lists operations', () => {
      expect(userOperations.length).toBeGreaterThanOrEqual(31);
      expect(selfOperations.length).toBeGreaterThanOrEqual(12);
      expect(serviceOperations.length).toBeGreaterThanOrEqual(5);
    });

    it.each(userOperations.map(byId))(
      'CONN-9 G07 %s is for administrators only',
      async (__, operation) => {
        expect((await send(portal.anonymous, operation)).status).toBe(401);
        expect((await send(portal.member, operation)).status).toBe(403);
        const guest = portal.user('user:development/guest');
        expect((await send(guest, operation)).status).toBe(403);
        for (const plugin of ['auth', 'catalog', 'sso']) {
          const answer = await send(portal.service(plugin), operation);
          expect(answer.status).toBe(403);
        }
        // The honest twin gets past the guard, if only to hear that there is
        // nothing of that name, or another order.
        const { status, body } = await send(portal.admin, operation);
        const { refusal } = (body ?? {}) as { refusal?: { code: string } };
        // Refused for what was sent, not for who sent it.
        const outcome = refusal?.code === 'proof-invalid' ? 404 : status;
        expect([200, 201, 204, 404, 409]).toContain(outcome);
      },
    );

    it.each(selfOperations.map(byId))(
      'CONN-9 G07 %s is for signed-in people, about themselves',
      async (__, operation) => {
        expect((await send(portal.anonymous, operation)).status).toBe(401);
        for (const plugin of ['auth', 'catalog', 'sso']) {
          const answer = await send(portal.service(plugin), operation);
          expect(answer.status).toBe(403);
        }
        // No permission is needed, but an account: these people have none.
        const guest = portal.user('user:development/guest');
        for (const person of [portal.member, portal.admin, guest]) {
          expect(await send(person, operation)).toMatchObject({
            status: 404,
            body: { refusal: { code: 'account-not-found' } },
          });
        }
      },
    );

    it.each(serviceOperations.map(byId))(
      'CONN-9 G07 %s is for its plugins only',
      async (__, operation) => {
        const { access } = operation;
        const plugins = access.kind === 'service' ? access.plugins : [];
        expect(plugins).toHaveLength(1);
        expect((await send(portal.anonymous, operation)).status).toBe(401);
        expect((await send(portal.member, operation)).status).toBe(403);
        expect((await send(portal.admin, operation)).status).toBe(403);
        const other = plugins[0] === 'auth' ? 'catalog' : 'auth';
        for (const plugin of [other, 'sso', 'scaffolder', `${plugins[0]}x`]) {
          const answer = await send(portal.service(plugin), operation);
          expect(answer.status).toBe(403);
        }
        const { status } = await send(portal.service(plugins[0]), operation);
        expect([200, 204, 400, 401]).toContain(status);
        expect(status === 401 ? operation.operationId : 'refreshSession').toBe(
          'refreshSession',
        );
      },
    );
  });
});
