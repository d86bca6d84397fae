import { ssoPublicOperations } from '@latchkey/plugin-sso-common';
import { beginTest } from './__testUtils__/errandFlow';
import {
  insertLocal,
  password,
  tryPassword,
} from './__testUtils__/localAccounts';
import {
  connectTested,
  insertOverride,
  optionsOf,
  outcomeOf,
  overrideOf,
} from './__testUtils__/overrideFlow';
import { connect, usePortal } from './__testUtils__/portalFixture';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const addresses = ['10.0.0.0/8', '2001:db8::/32'];
const INSIDE = ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8:1::7'];
const OUTSIDE = ['203.0.113.9', '::ffff:203.0.113.9', '2001:db9::7'];

describe.each(mainEngine(databases))('nosso on %s', engine => {
  const behindProxy = (trustProxy: string | boolean) =>
    usePortal(databases, engine, {
      backstageHttp: true,
      externalApiUrl: 'http://localhost:7007/api',
      config: {
        backend: { trustProxy },
        sso: {
          nosso: { addresses },
          local: { passwordReset: { delivery: 'notifications' } },
        },
      },
    });
  /** As the proxy passes the address of a browser on. */
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const optionsFrom = async (
    apiUrl: string,
    address: string,
    query = '',
  ): Promise<unknown> => {
    const answer = await fetch(
      `${apiUrl}/sso${ssoPublicOperations.getSignInOptions.path}${query}`,
      { headers: from(address) },
    );
    return answer.json();
  };

  describe('behind a proxy that is trusted', () => {
    const fixture = behindProxy('loopback');

    it.each(INSIDE)(
      'CONN-6 the honest twin: from %s ?nosso=1 opens the page, and passwords are taken',
      async address => {
        const { knex, portal } = fixture;
        const { id } = await connect(fixture);
        await insertLocal(knex);
        await insertOverride(knex, id);
        const { apiUrl } = portal;
        const open = { localSignIn: true, passwordReset: true };
        expect(await optionsFrom(apiUrl, address)).toMatchObject({
          ...open,
          override: id,
          nossoRefused: false,
        });
        const asked = await optionsFrom(apiUrl, address, '?nosso=1');
        expect(asked).toMatchObject({ ...open, nossoRefused: false });
        expect(asked).not.toHaveProperty('override');
        expect(await tryPassword(portal, 'ada', password, from(address))).toBe(
          'signedIn',
        );
      },
    );

    it.each(OUTSIDE)(
      'CONN-6 G16 from %s ?nosso=1 changes nothing, and the API takes no password',
      async address => {
        const { knex, portal } = fixture;
        const { id } = await connect(fixture);
        await insertLocal(knex);
        await insertOverride(knex, id);
        const { apiUrl } = portal;
        const shut = { override: id, localSignIn: false, passwordReset: false };
        expect(await optionsFrom(apiUrl, address)).toMatchObject({
          ...shut,
          nossoRefused: false,
        });
        expect(await optionsFrom(apiUrl, address, '?nosso=1')).toMatchObject({
          ...shut,
          nossoRefused: true,
        });
        // Right, wrong or of nobody: the answer says nothing of it.
        for (const [username, typed] of [
          ['ada', password],
          ['ada', 'wrong guess'],
          ['nobody', password],
        ]) {
          expect(
            await tryPassword(portal, username, typed, from(address)),
          ).toBe('nosso-refused');
        }
        expect(await knex('sso_sessions')).toEqual([]);
      },
    );

    it('CONN-6 without override auth, addresses say nothing', async () => {
      const { knex, portal } = fixture;
      const { id } = await connect(fixture);
      await insertLocal(knex);
      const [address] = OUTSIDE;
      expect(
        await optionsFrom(portal.apiUrl, address, '?nosso=1'),
      ).toMatchObject({ localSignIn: true, nossoRefused: false });
      expect(await tryPassword(portal, 'ada', password, from(address))).toBe(
        'signedIn',
      );
      // One that cannot be used is none: nobody could get in.
      await insertOverride(knex, id);
      await knex('sso_connections').update({ active: false });
      expect(await tryPassword(portal, 'ada', password, from(address))).toBe(
        'signedIn',
      );
    });

    it('G13 only the address that the proxy itself adds counts', async () => {
      const { knex, portal } = fixture;
      const { id } = await connect(fixture);
      await insertLocal(knex);
      await insertOverride(knex, id);
      const spoofed = { 'x-forwarded-for': `${INSIDE[0]}, ${OUTSIDE[0]}` };
      expect(await tryPassword(portal, 'ada', password, spoofed)).toBe(
        'nosso-refused',
      );
      const honest = { 'x-forwarded-for': `${OUTSIDE[0]}, ${INSIDE[0]}` };
      expect(await tryPassword(portal, 'ada', password, honest)).toBe(
        'signedIn',
      );
    });
  });

  describe('without a proxy that is trusted', () => {
    const fixture = behindProxy(false);

    it('G13 X-Forwarded-For moves nobody inside', async () => {
      const { knex, portal } = fixture;
      const { id } = await connect(fixture);
      await insertLocal(knex);
      await insertOverride(knex, id);
      for (const address of INSIDE) {
        expect(
          await optionsFrom(portal.apiUrl, address, '?nosso=1'),
        ).toMatchObject({ override: id, nossoRefused: true });
        const headers = {
          ...from(address),
          'x-real-ip': address,
          forwarded: `for=${address}`,
        };
        expect(await tryPassword(portal, 'ada', password, headers)).toBe(
          'nosso-refused',
        );
      }
    });
  });

  describe('with no addresses set', () => {
    const fixture = usePortal(databases, engine);

    it('CONN-6 opens local sign-in and all buttons to everybody', async () => {
      const { knex, portal } = fixture;
      const { id } = await connect(fixture, { hidden: true });
      const { id: button } = await connect(fixture, { displayName: 'Other' });
      await insertOverride(knex, id);
      expect(await optionsOf(portal)).toMatchObject({ override: id });
      const asked = await optionsOf(portal, { nosso: '1' });
      expect(asked).toMatchObject({
        connections: [{ id: button }],
        localSignIn: true,
        // Links are handed out by administrators here.
        passwordReset: false,
        nossoRefused: false,
        pluginsDisabled: 'none',
      });
      expect(asked.override).toBeUndefined();
    });

    it('G07 members and others neither see nor switch override auth', async () => {
      const { knex, portal } = fixture;
      const { id } = await connectTested(fixture);
      const expected = new Map([
        [portal.member, '403'],
        [portal.service('catalog'), '403'],
        [portal.anonymous, '401'],
      ]);
      for (const [client, status] of expected) {
        const { get, arm, confirm, disarm } = overrideOf(client, id);
        for (const call of [get, arm, confirm, disarm]) {
          expect(await outcomeOf(call)).toBe(status);
        }
        expect(await outcomeOf(() => beginTest(client, id))).toBe(status);
      }
      expect(await knex('sso_overrides')).toEqual([]);
      expect(await outcomeOf(overrideOf(portal.admin, id).arm)).toBe(
        'accepted',
      );
      for (const client of expected.keys()) {
        expect(await outcomeOf(overrideOf(client, id).disarm)).not.toBe(
          'accepted',
        );
      }
      expect(await knex('sso_overrides')).toHaveLength(1);
    });
  });
});
