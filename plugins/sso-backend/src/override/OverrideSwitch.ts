import { NotFoundError } from '@backstage/errors';
import {
  type SsoConnectionOverride,
  SsoError,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { entityRefForm } from '../directory/entityRefForm';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { ConnectionTest, StoredOverride } from '../stores/OverrideStore';
import type { Session } from '../stores/SessionStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import type { OverrideReversion } from './OverrideReversion';
import type { OverrideService } from './OverrideService';
import { inForce, isPending, stateOf } from './overrideRule';

/** Time to confirm it, in milliseconds (CONN-7). */
const CONFIRM_WITHIN = 10 * 60_000;

interface Options {
  readonly persistence: SsoPersistence;
  readonly overrides: OverrideService;
  readonly settings: SsoSettings;
  readonly reversion: OverrideReversion;
  readonly now?: () => Date;
}

/** The administrator who asks, with the session that the request belongs to. */
export interface OverrideCaller {
  /** Entity reference. */
  readonly ref: string;
  readonly session?: Session;
}

/** Switches override auth on and off (CONN-7). */
export class OverrideSwitch {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): OverrideSwitch {
    return new OverrideSwitch(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** @throws NotFoundError */
  async get(
    connectionId: string,
    caller: OverrideCaller,
  ): Promise<SsoConnectionOverride> {
    const { persistence, overrides, settings } = this.#options;
    const now = this.#now();
    const connection = await this.#connection(persistence, connectionId);
    const rows = (await persistence.overrides.list()).filter(
      row => row.connectionId === connectionId,
    );
    // The confirmed one of this connection counts also while another is tried.
    const own = inForce(rows, now);
    const test = await this.#currentTest(persistence, connection, caller);
    return {
      state: own ? stateOf(own) : 'off',
      override: (await overrides.current(now))?.override,
      testedAt: test?.testedAt.toISOString(),
      canConfirm:
        own?.revertsAt !== undefined && provesConnection(caller.session, own),
      nosso: { addresses: [...(settings.nossoAddresses ?? [])] },
    };
  }

  /**
   * Switches it on, until it reverts or is confirmed.
   *
   * @throws NotFoundError
   * @throws SsoError `override-not-tested`, or why nobody can sign in through
   *   the SSO connection
   */
  async arm(
    connectionId: string,
    caller: OverrideCaller,
  ): Promise<SsoConnectionOverride> {
    const { persistence, overrides, reversion } = this.#options;
    const armedAt = this.#now();
    const reverted = await persistence.transaction(async stores => {
      const connection = await this.#connection(stores, connectionId);
      overrides.assertUsable(connection);
      if (!(await this.#currentTest(stores, connection, caller))) {
        throw new SsoError('override-not-tested');
      }
      const gone = await reversion.apply(stores, armedAt);
      const current = inForce(await stores.overrides.list(), armedAt);
      if (current?.connectionId === connectionId && !current.revertsAt) {
        return gone;
      }
      await stores.overrides.arm({
        connectionId,
        armedBy: caller.ref,
        armedAt,
        revertsAt: new Date(armedAt.getTime() + CONFIRM_WITHIN),
      });
      await this.#note(stores, 'override-armed', connectionId, caller);
      return gone;
    });
    await reversion.announce(reverted);
    return this.get(connectionId, caller);
  }

  /**
   * Makes it last, for a session that shows that the way works.
   *
   * @throws NotFoundError
   * @throws SsoError `override-not-armed`, also when it has reverted,
   *   `override-session-needed`, or why nobody can sign in through the SSO
   *   connection
   */
  async confirm(
    connectionId: string,
    caller: OverrideCaller,
  ): Promise<SsoConnectionOverride> {
    const { persistence, overrides } = this.#options;
    const now = this.#now();
    await persistence.transaction(async stores => {
      overrides.assertUsable(await this.#connection(stores, connectionId));
      const pending = (await stores.overrides.list()).find(
        row => row.connectionId === connectionId && isPending(row, now),
      );
      if (!pending) {
        throw new SsoError('override-not-armed');
      }
      if (!provesConnection(caller.session, pending)) {
        throw new SsoError('override-session-needed');
      }
      if (!(await stores.overrides.confirm(connectionId, now))) {
        throw new SsoError('override-not-armed');
      }
      await this.#note(stores, 'override-confirmed', connectionId, caller);
    });
    return this.get(connectionId, caller);
  }

  /** Switches it off; does nothing when it is off. @throws NotFoundError */
  async disarm(
    connectionId: string,
    caller: OverrideCaller,
  ): Promise<SsoConnectionOverride> {
    const { persistence, reversion } = this.#options;
    const now = this.#now();
    const reverted = await persistence.transaction(async stores => {
      await this.#connection(stores, connectionId);
      const gone = await reversion.apply(stores, now);
      if (await stores.overrides.disarm(connectionId)) {
        await this.#note(stores, 'override-disarmed', connectionId, caller);
      }
      return gone;
    });
    await reversion.announce(reverted);
    return this.get(connectionId, caller);
  }

  async #note(
    stores: SsoStores,
    type: string,
    connectionId: string,
    caller: OverrideCaller,
  ): Promise<void> {
    await stores.history.insertEvent({
      at: this.#now(),
      type,
      connectionId,
      actor: caller.ref,
    });
  }

  async #connection(
    { connections }: Pick<SsoStores, 'connections'>,
    id: string,
  ): Promise<StoredConnection> {
    const connection = await connections.get(id);
    if (!connection) {
      throw new NotFoundError(`There is no SSO connection "${id}"`);
    }
    return connection;
  }

  /** The caller's test of the settings as they are saved now. */
  async #currentTest(
    { overrides }: Pick<SsoStores, 'overrides'>,
    connection: StoredConnection,
    caller: OverrideCaller,
  ): Promise<ConnectionTest | undefined> {
    const test = await overrides.findTest(
      connection.id,
      entityRefForm(caller.ref),
    );
    return test?.version === connection.version ? test : undefined;
  }
}

/** Whether a session was made through it, and after it was switched on. */
function provesConnection(
  session: Session | undefined,
  { connectionId, armedAt }: StoredOverride,
): boolean {
  return (
    session?.connectionId === connectionId &&
    session.createdAt.getTime() >= armedAt.getTime()
  );
}
