import { SsoError } from '@latchkey/plugin-sso-common';
import { assertConnectionActive } from '../entry/assertConnectionActive';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import type { ErrandProofs } from './ErrandProofs';

interface Options {
  readonly persistence: SsoPersistence;
  readonly proofs: ErrandProofs;
  readonly now?: () => Date;
}

/**
 * Who links: the person of the request's token. A link makes every later
 * sign-in of that identity one of this account.
 */
export interface LinkCaller {
  readonly entityRef: string;
  readonly accountId: string;
}

/** Adds identities that people proved to be theirs to their accounts. */
export class IdentityLinks {
  readonly #options: Options;

  static create(options: Options): IdentityLinks {
    return new IdentityLinks(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @throws SsoError `account-source-other` when the account belongs to
   *   another SSO connection: the gate would let nobody in by the link
   */
  async assertOpen(accountId: string, connectionId: string): Promise<void> {
    await assertLinkable(this.#options.persistence, accountId, connectionId);
  }

  /**
   * Links the identity (USER-1); an administrator's account as well, as they
   * have signed in to it and asked for it.
   *
   * @throws SsoError `proof-invalid`, `link-taken`, or what has come in the
   *   way meanwhile
   */
  async add(bearer: string, caller: LinkCaller): Promise<void> {
    const { persistence, proofs, now = () => new Date() } = this.#options;
    const { errand, result } = await proofs.take(bearer, caller.entityRef);
    const { accountId, connectionId } = errand;
    if (result.kind !== 'link' || accountId !== caller.accountId) {
      throw new SsoError('proof-invalid');
    }
    const { issuer, subject } = result;
    const key = { connectionId, issuer, subject };
    await persistence.transaction(async stores => {
      assertConnectionActive(await stores.connections.get(connectionId));
      await assertLinkable(stores, accountId, connectionId);
      const [before] = await stores.accounts.findLinked([key]);
      const at = now();
      const [owner] = await stores.accounts.link([{ ...key, accountId, at }]);
      if (owner !== accountId) {
        throw new SsoError('link-taken');
      }
      if (before) return;
      await stores.history.insertEvent({
        at,
        type: 'link-added',
        connectionId,
        accountId,
        actor: caller.entityRef,
      });
    });
  }
}

async function assertLinkable(
  { accounts }: Pick<SsoStores, 'accounts'>,
  accountId: string,
  connectionId: string,
): Promise<void> {
  const [account] = await accounts.getByIds([accountId]);
  if (!account) {
    throw new SsoError('account-not-found');
  }
  if (account.state !== 'active') {
    throw new SsoError('account-disabled');
  }
  if (account.source !== 'local' && account.source !== connectionId) {
    throw new SsoError('account-source-other');
  }
}
