import {
  type SsoAccount,
  ssoAccountOperations as accounts,
} from '@latchkey/plugin-sso-common';
import {
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import { usePortal } from './__testUtils__/portalFixture';
import { isSignedIn, signInLocally } from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))(
  'own accounts of administrators on %s',
  engine => {
    const fixture = usePortal(databases, engine);
    const codeOf = (answer: { body: unknown }) =>
      (answer.body as { refusal?: { code: string } }).refusal?.code;

    it('G16 administrators do not shut themselves out, nor get past their own proofs', async () => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex, 'admin');
      const { client } = await signInLocally(portal, 'admin');
      const params = { accountId };
      const refused = [
        await client.send(accounts.setAccountActive, {
          params,
          body: { active: false },
        }),
        await client.send(accounts.resetAccountPassword, { params }),
        await client.send(accounts.removeAccountSecondFactor, { params }),
        await client.send(accounts.unlockAccount, { params }),
      ];
      expect(refused.map(codeOf)).toEqual(Array(4).fill('account-own'));
      expect(await tryPassword(portal, 'admin', password)).toBe('signedIn');
      // The honest twin: somebody else's.
      const adaId = await insertLocal(knex, 'ada');
      const ada = await client.send(accounts.setAccountActive, {
        params: { accountId: adaId },
        body: { active: false },
      });
      expect(ada).toMatchObject({ status: 200, body: { active: false } });
      expect((ada.body as SsoAccount).events[0]).toMatchObject({
        type: 'account-disabled',
        actor: 'user:default/admin',
      });
    });

    it('G16 a disabled administrator does nothing more with the token that is left', async () => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex, 'admin');
      const { client } = await signInLocally(portal, 'admin');
      const { accounts: store } = await persistenceOf(knex);
      const disable = (state: 'disabled' | 'active') =>
        store.setState(accountId, state, new Date());
      const attempts = () =>
        Promise.all([
          client.send(accounts.setAccountActive, {
            params: { accountId },
            body: { active: true },
          }),
          client.send(accounts.createAccount, { body: { username: 'spare' } }),
          client.send(accounts.listAccounts),
        ]);

      await disable('disabled');
      expect((await attempts()).map(codeOf)).toEqual(
        Array(3).fill('account-disabled'),
      );
      expect(await tryPassword(portal, 'admin', password)).toBe(
        'account-disabled',
      );
      expect(await knex('sso_accounts').pluck('username')).toEqual(['admin']);
      // The honest twin: the same token, of one who is not disabled.
      await disable('active');
      expect((await attempts()).map(({ status }) => status)).toEqual([
        200, 201, 200,
      ]);
    });
  },
);

describe.each(mainEngine(databases).slice(0, 1))(
  'accounts of administrators, for others, on %s',
  engine => {
    // The policy of the test portal allows `admin` everything all the same.
    const fixture = usePortal(databases, engine, {
      config: { sso: { administrators: ['user:default/root'] } },
    });

    it('G07 whoever may change accounts does not become an administrator by that', async () => {
      const { knex, portal } = fixture;
      const rootId = await insertLocal(knex, 'root');
      const person = await signInLocally(portal, 'root');
      for (const operation of Object.values(accounts)) {
        if (
          !operation.path.includes('{accountId}') ||
          operation.method === 'get'
        ) {
          continue;
        }
        const bodies: Record<string, object> = {
          updateAccount: { email: 'mine@example.test' },
          setAccountActive: { active: false },
          setAccountSource: { source: 'local' },
        };
        const send = (accountId: string) =>
          portal.admin.send(operation, {
            params: { accountId, sessionId: '1', linkId: '1' },
            body: bodies[operation.operationId],
          });
        expect([operation.operationId, (await send(rootId)).status]).toEqual([
          operation.operationId,
          403,
        ]);
        // The honest twin: somebody who is none.
        const username = `ada-${operation.operationId.toLowerCase()}`;
        const { status } = await send(
          await insertLocal(knex, username, {
            email: `${username}-x@example.test`,
          }),
        );
        expect([200, 404]).toContain(status);
        await knex('sso_accounts').where({ username }).delete();
      }
      expect(await isSignedIn(portal, person)).toBe(true);
      const taken = await portal.admin.send(accounts.createAccount, {
        body: { username: 'Root' },
      });
      expect(taken.status).toBe(409);
    });
  },
);
