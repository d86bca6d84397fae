import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import { readAccountConditions } from '../entry/accountConditions';
import type { Account } from '../stores/AccountStore';
import type { SsoPersistence } from '../stores/SsoStores';
import {
  type AdministratorState,
  describeAdministrators,
} from './describeAdministrators';
import {
  checkLocalSignIn,
  checkNosso,
  checkRecoveryLinks,
} from './routeFindings';

interface Options {
  readonly persistence: SsoPersistence;
  readonly settings: SsoSettings;
  readonly now?: () => Date;
}

/**
 * Whether administrators could get in when the identity provider is gone
 * (LOCAL-7), looked at before it happens.
 */
export class EscapeRouteService {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): EscapeRouteService {
    return new EscapeRouteService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** One finding per way back in; what `failed` should be mended. */
  async check(): Promise<SsoCheckFinding[]> {
    const { settings } = this.#options;
    const states = await this.#administrators();
    return [
      checkLocalSignIn(settings),
      describeAdministrators(states, settings),
      checkNosso(settings),
      checkRecoveryLinks(states),
    ];
  }

  async #administrators(): Promise<AdministratorState[]> {
    const { persistence, settings } = this.#options;
    const accounts = new Map(
      (
        await persistence.accounts.findByEntityRefs(settings.administrators)
      ).map(account => [account.entityRef, account]),
    );
    return Promise.all(
      settings.administrators.map(async entityRef => {
        const account = accounts.get(entityRef);
        return account
          ? this.#stateOf(account)
          : { entityRef, obstacles: ['missing'] as const };
      }),
    );
  }

  async #stateOf(account: Account): Promise<AdministratorState> {
    const { persistence, settings } = this.#options;
    const conditions = await readAccountConditions(
      persistence,
      { account, way: 'local' },
      { settings, now: this.#now() },
    );
    const hash = await persistence.accounts.getPasswordHash(account.id);
    const obstacles = [
      conditions.disabled && 'disabled',
      conditions.wrongSource && 'wrongSource',
      conditions.locked && 'locked',
      conditions.inactive && 'inactive',
      conditions.resetPending && 'resetPending',
      !hash && !conditions.resetPending && 'passwordMissing',
    ] as const;
    return {
      entityRef: account.entityRef,
      obstacles: obstacles.filter(obstacle => obstacle !== false),
    };
  }
}
