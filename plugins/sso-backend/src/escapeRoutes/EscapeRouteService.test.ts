import type { Knex } from 'knex';
import { insertLocal } from '../__testUtils__/localAccounts';
import type { SsoSettings } from '../config/SsoSettings';
import {
  countStatements,
  createTestDatabases,
  persistenceOf,
} from '../database/__testUtils__/stores';
import type { DatabasePersistence } from '../database/DatabasePersistence';
import { EscapeRouteService } from './EscapeRouteService';

const databases = createTestDatabases();
const DAY = 24 * 60 * 60_000;
const LOCAL = 'Local sign-in is on';
const PASSWORD = 'An administrator can sign in with a password';
const NOSSO = 'The sign-in page with ?nosso=1 can be reached';
const RECOVERY = 'The operator can print a recovery link';

describe.each(databases.eachSupportedId())('escape routes on %s', engine => {
  let knex: Knex;
  let persistence: DatabasePersistence;
  beforeAll(async () => {
    knex = await databases.init(engine);
    persistence = await persistenceOf(knex);
  });
  beforeEach(async () => {
    await knex('sso_attempts').delete();
    await knex('sso_accounts').delete();
  });

  /** Findings by their title. */
  async function check(changes: Partial<SsoSettings> = {}) {
    const service = EscapeRouteService.create({
      persistence,
      settings: {
        administrators: ['user:default/admin'],
        appUrl: 'https://portal.test',
        localSignIn: true,
        permissionsEnabled: true,
        ...changes,
      } as SsoSettings,
    });
    const findings = await service.check();
    return Object.fromEntries(
      findings.map(({ title, ...finding }) => [title, finding]),
    );
  }
  const change = (id: string, row: Record<string, unknown>) =>
    knex('sso_accounts').where({ id }).update(row);

  it('LOCAL-7 finds nothing wrong where everything works', async () => {
    await insertLocal(knex, 'admin');
    expect(await check()).toEqual({
      [LOCAL]: { outcome: 'passed' },
      [PASSWORD]: { outcome: 'passed', detail: 'user:default/admin' },
      [NOSSO]: {
        outcome: 'passed',
        detail: 'https://portal.test/?nosso=1, from everywhere',
      },
      [RECOVERY]: {
        outcome: 'passed',
        detail: 'With the command "sso recovery-link", for user:default/admin',
      },
    });
  });

  it.each<[string, (id: string) => Promise<unknown>, string, string]>([
    [
      'disabled',
      id => change(id, { state: 'disabled' }),
      'is disabled',
      'Enable the account on its page.',
    ],
    [
      'of a provider',
      id => change(id, { source: 'okta' }),
      'signs in through a provider only',
      'Set the source of the account back to local on its page.',
    ],
    [
      'locked',
      async id =>
        knex('sso_attempts').insert({
          key_hash: 'x',
          account_id: id,
          attempts: 10,
          locks: 1,
          locked_until: new Date(Date.now() + 60_000),
          expires_at: new Date(Date.now() + DAY),
        }),
      'is locked after wrong passwords',
      'Wait until the lock ends, or unlock the account on its page.',
    ],
    [
      'inactive',
      id =>
        change(id, {
          created_at: new Date(Date.now() - 40 * DAY),
          last_active_at: new Date(Date.now() - 31 * DAY),
        }),
      'is closed after too long without use',
      'Enable the account on its page, or raise sso.accounts.inactiveAccountDisable.',
    ],
    [
      'in a reset',
      id => persistence.accounts.withdrawPassword(id, new Date()),
      'has not set the new password yet',
      'Finish the reset with its link, or issue a new one.',
    ],
    [
      'without a password',
      id => change(id, { password_hash: null }),
      'has no password',
      'Issue a password link on the page of the account.',
    ],
  ])(
    'LOCAL-7 says that the only administrator is %s, and what to do',
    async (_, spoil, detail, advice) => {
      const id = await insertLocal(knex, 'admin');
      const settings = { inactiveAfter: 30 * DAY };
      expect((await check(settings))[PASSWORD].outcome).toBe('passed');

      await spoil(id);
      expect((await check(settings))[PASSWORD]).toEqual({
        outcome: 'failed',
        detail: `user:default/admin ${detail}`,
        advice,
      });
    },
  );

  it('LOCAL-7 tells all that is wrong, of all administrators', async () => {
    const id = await insertLocal(knex, 'admin', { source: 'okta' });
    await change(id, { state: 'disabled' });
    const administrators = ['user:default/admin', 'user:default/operator'];
    const findings = await check({ administrators });
    expect(findings[PASSWORD]).toEqual({
      outcome: 'failed',
      detail:
        'user:default/admin is disabled and signs in through a provider only. user:default/operator has no account yet',
      advice:
        'Enable the account on its page. Set the source of the account back to local on its page. Create the account with the set-up link in the log of the backend, or with a recovery link.',
    });
    expect(findings[RECOVERY]).toEqual({
      outcome: 'passed',
      detail: 'With the command "sso recovery-link", for user:default/operator',
    });
  });

  it('LOCAL-7 is content with one administrator who could sign in', async () => {
    await insertLocal(knex, 'operator');
    const administrators = ['user:default/admin', 'user:default/operator'];
    expect((await check({ administrators }))[PASSWORD]).toEqual({
      outcome: 'passed',
      detail: 'user:default/operator',
    });
  });

  it('LOCAL-7 takes a second factor for no obstacle', async () => {
    const accountId = await insertLocal(knex, 'admin');
    const { secondFactors } = persistence;
    const secret = { keyId: 'test', ciphertext: 'x' };
    await secondFactors.begin({ accountId, secret, at: new Date() });
    await secondFactors.confirm(accountId, 1, new Date());
    expect((await check())[PASSWORD].outcome).toBe('passed');
  });

  it.each([true, false])(
    'LOCAL-7 says that nobody is named, with the permission framework %p',
    async permissionsEnabled => {
      const findings = await check({ administrators: [], permissionsEnabled });
      expect(findings[PASSWORD]).toMatchObject({
        outcome: 'failed',
        detail: expect.stringContaining('names nobody'),
        advice: expect.stringContaining('user:default/admin'),
      });
      expect(findings[RECOVERY].outcome).toBe('failed');
    },
  );

  it('LOCAL-7 says that no password is taken', async () => {
    await insertLocal(knex, 'admin');
    const findings = await check({ localSignIn: false });
    expect(findings[LOCAL]).toEqual({
      outcome: 'failed',
      detail: expect.stringContaining('sso.local.enabled is false'),
      advice: expect.stringContaining('sso.local.enabled to true'),
    });
    expect(findings[RECOVERY].outcome).toBe('passed');
  });

  it('LOCAL-7 CONN-6 says from where ?nosso=1 works', async () => {
    const some = await check({ nossoAddresses: ['10.0.0.0/8', '::1'] });
    expect(some[NOSSO]).toEqual({
      outcome: 'passed',
      detail: 'https://portal.test/?nosso=1, from 10.0.0.0/8, ::1',
    });
    const none = await check({ nossoAddresses: [] });
    expect(none[NOSSO]).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('from nowhere'),
    });
  });

  it('LOCAL-7 says that not even a recovery link helps', async () => {
    const id = await insertLocal(knex, 'admin');
    await change(id, { state: 'disabled' });
    expect((await check())[RECOVERY]).toEqual({
      outcome: 'failed',
      detail: expect.stringContaining('All users in sso.administrators are'),
      advice: expect.stringContaining('Enable one'),
    });
  });

  it('LOCAL-7 costs a few statements', async () => {
    await insertLocal(knex, 'admin');
    expect(await countStatements(knex, () => check())).toBeLessThanOrEqual(5);
  });
});
