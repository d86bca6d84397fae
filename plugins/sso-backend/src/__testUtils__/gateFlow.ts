import {
  type SsoAccountCondition,
  ssoPublicOperations,
  type SsoSignInProgress,
  type SsoWayIn,
} from '@latchkey/plugin-sso-common';
import { persistenceOf } from '../database/__testUtils__/stores';
import { EntryWorld } from '../entry/__testUtils__/entryWorld';
import { CONNECT_PROTOCOL } from '../entry/wayOf';
import { RecoveryTokens } from '../recovery/RecoveryTokens';
import { redeem } from './administrator';
import { insertLocal, password, tryWrong } from './localAccounts';
import {
  begin,
  connectMessages,
  createMessageModule,
  post,
} from './messageProtocol';
import { connect, type PortalFixture } from './portalFixture';
import { whoIs } from './samlFlow';
import { refresh, refusalOf, signIn } from './signInFlow';
import { ADMINISTRATOR, APP_URL } from './startTestPortal';
import { type PageAnswer, TestBrowser } from './TestBrowser';

const NAME = 'alice';
const REF = `user:default/${NAME}`;
const SUBJECT = 'a3f0c1d2-alice';
const ATTEMPTS = 3;
const DAY = 24 * 60 * 60_000;

/** What a portal needs, so that one account can come every way. */
export const gatePortal = {
  features: [createMessageModule(CONNECT_PROTOCOL)],
  config: {
    sso: {
      administrators: [ADMINISTRATOR, REF],
      outbound: { allow: ['localhost'], allowHttp: true },
      local: { lockout: { attempts: ATTEMPTS } },
      accounts: { inactiveAccountDisable: 30 },
      secrets: {
        keys: [{ id: 'test', secret: 'a key for tests, 32 characters..' }],
      },
    },
  },
};

/** An account that can come every way, and into every state. */
export class GateFlow {
  readonly #browser = new TestBrowser();

  static async create(fixture: PortalFixture): Promise<GateFlow> {
    const { portal, knex, idp } = fixture;
    const provider = await connect(fixture);
    const other = await connectMessages(portal, { protocol: CONNECT_PROTOCOL });
    const accountId = await insertLocal(knex, NAME);
    const { accounts } = await persistenceOf(knex);
    const link = { accountId, at: new Date() };
    await accounts.link([
      {
        ...link,
        connectionId: provider.id,
        issuer: idp.issuer,
        subject: SUBJECT,
      },
      {
        ...link,
        connectionId: other.id,
        issuer: 'https://provider.test',
        subject: NAME,
      },
    ]);
    const flow = new GateFlow(fixture, accountId, provider.id, other.id);
    await flow.#beginSession();
    return flow;
  }

  private constructor(
    private readonly fixture: PortalFixture,
    readonly accountId: string,
    private readonly providerId: string,
    private readonly otherPortalId: string,
  ) {}

  /** Brings the account into a state, the way it happens. */
  async bring(condition: SsoAccountCondition): Promise<void> {
    const { knex, portal } = this.fixture;
    const row = knex('sso_accounts').where({ id: this.accountId });
    switch (condition) {
      case 'disabled':
        await row.update({ state: 'disabled' });
        return;
      case 'wrongSource':
        await row.update({ source: 'another' });
        return;
      case 'locked':
        await tryWrong(portal, NAME, ATTEMPTS);
        return;
      case 'inactive': {
        const longAgo = new Date(Date.now() - 31 * DAY);
        await row.update({ created_at: longAgo, last_active_at: longAgo });
        return;
      }
      case 'resetPending': {
        const { accounts } = await persistenceOf(knex);
        await accounts.withdrawPassword(this.accountId, new Date());
        return;
      }
      default: {
        const world = await EntryWorld.create(knex);
        world.now = new Date();
        await world.enrol(await world.account(this.accountId));
      }
    }
  }

  /** Comes a way. @returns `admit`, `challenge` or the code of the refusal */
  async come(way: SsoWayIn): Promise<string> {
    const { portal, idp } = this.fixture;
    const browser = way === 'refresh' ? this.#browser : new TestBrowser();
    switch (way) {
      case 'local':
        return this.#bySignIn(browser, await this.#tryPassword());
      case 'sso': {
        const connectionId = this.providerId;
        return this.#byPage(
          browser,
          await signIn({ portal, browser, connectionId, provider: idp }),
        );
      }
      case 'connect': {
        const id = this.otherPortalId;
        const state = await begin(portal, browser, id);
        const message = { id: state, subject: NAME };
        return this.#byPage(
          browser,
          await post(portal, browser, id, message, state),
        );
      }
      case 'recovery':
        return this.#bySignIn(browser, await this.#recover());
      default: {
        const { status, text } = await refresh(portal, browser);
        return status === 200 ? 'admit' : JSON.parse(text).refusal.code;
      }
    }
  }

  async #beginSession(): Promise<void> {
    if (
      (await this.#bySignIn(this.#browser, await this.#tryPassword())) !==
      'admit'
    ) {
      throw new Error('The honest account does not get in');
    }
  }

  #tryPassword() {
    return this.fixture.portal.anonymous.send(ssoPublicOperations.localSignIn, {
      body: { username: NAME, password },
    });
  }

  async #recover() {
    const { link } = await RecoveryTokens.create({
      keyRing: [gatePortal.config.sso.secrets.keys[0]],
      appUrl: APP_URL,
    }).makeLink(REF);
    const token = new URL(link).hash.replace('#sso-recovery=', '');
    return this.fixture.portal.anonymous.send(ssoPublicOperations.recover, {
      body: { token },
    });
  }

  async #bySignIn(
    browser: TestBrowser,
    { status, body }: { status: number; body: unknown },
  ): Promise<string> {
    if (status !== 200) {
      return (body as { refusal: { code: string } }).refusal.code;
    }
    const progress = body as SsoSignInProgress;
    if (progress.status === 'secondFactor') return 'challenge';
    await redeem(this.fixture.portal, browser, progress.ticket);
    return this.#asOwner(browser);
  }

  async #byPage(browser: TestBrowser, page: PageAnswer): Promise<string> {
    const { code } = refusalOf(page);
    if (code) return code;
    return page.location?.hash.startsWith('#sso-challenge=')
      ? 'challenge'
      : this.#asOwner(browser);
  }

  /** Whoever was let in has a session of this account. */
  async #asOwner(browser: TestBrowser): Promise<string> {
    const who = await whoIs(this.fixture.portal, browser);
    return who === REF ? 'admit' : `signed in as ${who}`;
  }
}
