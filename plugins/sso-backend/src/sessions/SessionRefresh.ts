import {
  type SsoAccountCondition,
  SsoError,
  type SsoSessionIdentity,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { readAccountConditions } from '../entry/accountConditions';
import { gate, type GateVerdict } from '../provisioning/gate';
import { hashBearer } from '../secrets/bearer';
import type { Account } from '../stores/AccountStore';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence } from '../stores/SsoStores';

/** A session is marked as used at most this often, to spare the database. */
const TOUCH_INTERVAL = 60_000;
/** An account is marked as used at most this often. */
const ACTIVITY_INTERVAL = 60 * 60_000;

/** With one of these, a session is of no more use to anybody. */
const FINAL: readonly SsoAccountCondition[] = [
  'disabled',
  'wrongSource',
  'secondFactorDue',
];

interface Options {
  readonly persistence: SsoPersistence;
  readonly settings: Pick<SsoSettings, 'inactiveAfter' | 'sessionIdleTimeout'>;
  readonly now?: () => Date;
}

/** Asks about a session, at every refresh of a token. */
export class SessionRefresh {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): SessionRefresh {
    return new SessionRefresh(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Whose session this is, while it is good and the gate lets them pass. What
   * the gate refuses for good ends the session.
   *
   * @throws SsoError `session-ended` or the refusal of the gate
   */
  async refresh(sessionToken: string): Promise<SsoSessionIdentity> {
    const { persistence } = this.#options;
    const now = this.#now();
    const tokenHash = hashBearer(sessionToken);
    const session = await persistence.sessions.findActive(tokenHash, now);
    const [account] = session
      ? await persistence.accounts.getByIds([session.accountId])
      : [];
    if (!session || !account) {
      throw new SsoError('session-ended');
    }
    const verdict = await this.#judge(session, account, now);
    if (verdict.verdict !== 'admit') {
      if (FINAL.includes(verdict.condition)) {
        await persistence.sessions.end(tokenHash);
      }
      throw new SsoError(
        verdict.verdict === 'refuse' ? verdict.code : 'session-ended',
        { detail: verdict.reason },
      );
    }
    await this.#markUsed(session, account, now);
    return this.#toIdentity(session, account);
  }

  async #judge(
    session: Session,
    account: Account,
    now: Date,
  ): Promise<GateVerdict> {
    const { persistence, settings } = this.#options;
    const conditions = await readAccountConditions(
      persistence,
      { way: 'refresh', account, session },
      { settings, now },
    );
    return gate('refresh', conditions);
  }

  async #markUsed(session: Session, account: Account, now: Date) {
    const { persistence, settings } = this.#options;
    if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_INTERVAL) {
      await persistence.sessions.touch(
        session.id,
        now,
        idleEnd(settings, now, session.expiresAt),
      );
    }
    const activeAt = account.lastActiveAt?.getTime() ?? 0;
    if (now.getTime() - activeAt > ACTIVITY_INTERVAL) {
      await persistence.accounts.markActive([account.id], now);
    }
  }

  async #toIdentity(
    session: Session,
    account: Account,
  ): Promise<SsoSessionIdentity> {
    const memberships = await this.#options.persistence.groups.listMemberships([
      account.id,
    ]);
    const groups = new Set(memberships.map(({ group }) => group.entityRef));
    return {
      sessionId: session.id,
      userEntityRef: account.entityRef,
      ownershipEntityRefs: [account.entityRef, ...groups],
      displayName: account.displayName ?? account.username,
      email: account.email,
    };
  }
}

/** When a session ends unless it is used before; never after its end. */
export function idleEnd(
  settings: Pick<SsoSettings, 'sessionIdleTimeout'>,
  now: Date,
  expiresAt: Date,
): Date {
  const idle = now.getTime() + settings.sessionIdleTimeout;
  return new Date(Math.min(idle, expiresAt.getTime()));
}
