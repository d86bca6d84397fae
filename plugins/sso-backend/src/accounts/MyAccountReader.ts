import type {
  SsoMyAccount,
  SsoSignInOption,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import type { PasswordService } from '../local/PasswordService';
import type { SecondFactorService } from '../secondFactor/SecondFactorService';
import type { SsoPersistence } from '../stores/SsoStores';
import type { Person } from './OwnAccounts';
import type { PersonProof } from './PersonProof';
import { linkableConnections } from './linkableConnections';
import { readAccountParts } from './readAccountParts';
import { editableFieldsOf, isPasswordOpen } from './waysIn';

/** What tells people that somebody else uses their account. */
const EVENTS = {
  types: [
    'sign-in',
    'sign-in-refused',
    'account-locked',
    'password-reset-requested',
    'password-reset-issued',
    'password-changed',
    'second-factor-on',
    'second-factor-off',
    'recovery-codes-renewed',
    'recovery-link-used',
    'sessions-ended',
    'link-added',
    'link-removed',
    'source-changed',
  ],
  limit: 20,
};

interface Options {
  readonly persistence: SsoPersistence;
  readonly secondFactors: SecondFactorService;
  readonly passwords: Pick<PasswordService, 'minLength'>;
  readonly proof: PersonProof;
  readonly contexts: Pick<ProtocolContexts, 'obstacleTo'>;
  readonly settings: Pick<SsoSettings, 'localSignIn'>;
  readonly now?: () => Date;
}

/** An account as the person whose it is sees it. */
export class MyAccountReader {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): MyAccountReader {
    return new MyAccountReader(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** @param person - the account as it was found; it is read again */
  async get(person: Person): Promise<SsoMyAccount> {
    const { persistence, passwords, proof, contexts, settings } = this.#options;
    const [fresh] = await persistence.accounts.getByIds([person.account.id]);
    const account = fresh ?? person.account;
    const parts = await readAccountParts(this.#options, account, {
      now: this.#now(),
      currentSessionId: person.session?.id,
      events: EVENTS,
    });
    const { connections } = parts;
    return {
      username: account.username,
      displayName: account.displayName,
      givenName: account.givenName,
      familyName: account.familyName,
      email: account.email,
      source: account.source,
      sourceName: connections.find(({ id }) => id === account.source)
        ?.displayName,
      editableFields: editableFieldsOf(account, connections),
      hasPassword: parts.hasPassword,
      passwordOpen: isPasswordOpen(account, settings),
      passwordMinLength: passwords.minLength,
      passwordChangedAt: account.passwordChangedAt?.toISOString(),
      secondFactorState: parts.secondFactorState,
      proofNeeded: proof.needed(
        { account, session: person.session },
        parts.hasPassword,
      ),
      links: parts.links,
      linkable: linkableConnections(account, parts.storedLinks, connections)
        .filter(connection => !contexts.obstacleTo(connection))
        .map(({ id, displayName, icon }) => ({
          id,
          displayName,
          icon: icon as SsoSignInOption['icon'],
        })),
      sessions: parts.sessions,
      events: parts.events,
    };
  }
}
