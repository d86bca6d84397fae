import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { mockServices } from '@backstage/backend-test-utils';
import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import type { Knex } from 'knex';
import { codeAt, STEP } from '../../__testUtils__/secondFactor';
import { AttemptLimiter } from '../../attempts/AttemptLimiter';
import { readSsoSettings, type SsoSettings } from '../../config/SsoSettings';
import {
  insertAccount,
  NOW,
  persistenceOf,
} from '../../database/__testUtils__/stores';
import type { DatabasePersistence } from '../../database/DatabasePersistence';
import { PendingSteps } from '../../pending/PendingSteps';
import { SecondFactorService } from '../../secondFactor/SecondFactorService';
import { AesGcmSecretCipher } from '../../secrets/AesGcmSecretCipher';
import { SessionService } from '../../sessions/SessionService';
import type { Account, NewAccount } from '../../stores/AccountStore';
import { AccountEntry, type EntryRequest } from '../AccountEntry';

/** All that stands behind the gate, with a clock that tests move. */
export class EntryWorld {
  now = NOW;

  /** @param settings - in place of those of an empty app-config */
  static async create(
    knex: Knex,
    settings: Partial<SsoSettings> = {},
  ): Promise<EntryWorld> {
    const read = await readSsoSettings({
      config: mockServices.rootConfig({
        data: { app: { baseUrl: 'https://portal.test' } },
      }),
      discovery: mockServices.discovery(),
    });
    return new EntryWorld(knex, await persistenceOf(knex), {
      ...read,
      ...settings,
    });
  }

  readonly cipher = AesGcmSecretCipher.create([
    { id: 'test', secret: 'a key for tests, 32 characters..' },
  ]);
  readonly attempts: AttemptLimiter;
  readonly pending: PendingSteps;
  readonly secondFactors: SecondFactorService;
  readonly sessions: SessionService;
  readonly entry: AccountEntry;

  private constructor(
    readonly knex: Knex,
    readonly persistence: DatabasePersistence,
    readonly settings: SsoSettings,
  ) {
    const { cipher } = this;
    const options = { persistence, cipher, settings, now: () => this.now };
    this.attempts = AttemptLimiter.create(options);
    this.pending = PendingSteps.create(options);
    this.sessions = SessionService.create(options);
    const { attempts, pending, sessions } = this;
    this.secondFactors = SecondFactorService.create({ ...options, attempts });
    const { secondFactors } = this;
    this.entry = AccountEntry.create({
      ...options,
      attempts,
      pending,
      secondFactors,
      sessions,
    });
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  async addAccount(
    username: string,
    overrides: Partial<NewAccount> = {},
  ): Promise<Account> {
    const id = await insertAccount(this.persistence, username, {
      at: this.now,
      ...overrides,
    });
    return this.account(id);
  }

  /** An account as it is now. */
  async account(id: string): Promise<Account> {
    const [account] = await this.persistence.accounts.getByIds([id]);
    return account;
  }

  /** Turns the second factor on; the clock then stands in the next step. */
  async enrol(
    account: Account,
  ): Promise<{ secret: string; recoveryCodes: string[] }> {
    const { secret } = await this.secondFactors.begin(account);
    const recoveryCodes = await this.secondFactors.confirm(
      account,
      codeAt(secret, this.now),
    );
    this.pass(STEP);
    return { secret, recoveryCodes };
  }

  /** The account at the gate, as it is now. */
  async admit(account: Account, request: Partial<EntryRequest> = {}) {
    const current = await this.account(account.id);
    return this.persistence.transaction(stores =>
      this.entry.admit(stores, {
        account: current,
        way: 'local',
        returnTo: '/',
        client: { address: '192.0.2.1', userAgent: 'A browser' },
        ...request,
      }),
    );
  }

  /** Comes through the gate, up to the code. */
  async challenge(account: Account, request: Partial<EntryRequest> = {}) {
    const outcome = await this.admit(account, request);
    if (outcome.kind !== 'challenge') throw new Error('There is no challenge');
    return outcome.challenge;
  }

  /** Signs in. @returns the bearer value of the session */
  async signIn(
    account: Account,
    request: Partial<EntryRequest> = {},
  ): Promise<string> {
    const outcome = await this.admit(account, request);
    if (outcome.kind !== 'ticket') throw new Error('There is no ticket');
    return this.redeem(outcome.ticket, request.binding);
  }

  /** Takes a ticket. @returns the bearer value of the session */
  async redeem(ticket: string, browserBinding?: string): Promise<string> {
    const { sessionToken } = await this.sessions.redeem({
      ticket,
      browserBinding,
    });
    return sessionToken;
  }

  /** The types of what happened to an account, the oldest first. */
  async events(accountId: string): Promise<string[]> {
    const events = await this.persistence.history.listEvents({
      accountId,
      limit: 100,
    });
    return events.map(({ type }) => type).reverse();
  }
}

/** A world on a new database, before each test. */
export function useEntryWorld(
  databases: TestDatabases,
  engine: TestDatabaseId,
  settings?: Partial<SsoSettings>,
): { world: EntryWorld } {
  const fixture = {} as { world: EntryWorld };
  beforeEach(async () => {
    const knex = await databases.init(engine);
    fixture.world = await EntryWorld.create(knex, settings);
  });
  return fixture;
}

/** The code of the refusal that comes of something, or `done`. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** Who a provider says that somebody is. */
export function someIdentity(
  methods?: readonly string[],
  overrides: Partial<AssertedIdentity> = {},
): AssertedIdentity {
  return {
    issuer: 'https://okta.test',
    subject: 'subject',
    emailVerified: false,
    attributes: {},
    providerSession: { id: 'sid', principal: 'subject', methods },
    ...overrides,
  };
}
