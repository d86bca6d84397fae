import { NotFoundError } from '@backstage/errors';
import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { ErrandService } from '../errands/ErrandService';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import { linkableConnections } from './linkableConnections';
import type { PersonInSession } from './OwnAccounts';
import type { PersonProof } from './PersonProof';
import { hasUsablePassword, takesConnection, workingLinks } from './waysIn';

interface Options {
  readonly persistence: SsoPersistence;
  readonly errands: ErrandService;
  readonly proof: PersonProof;
  readonly settings: Pick<SsoSettings, 'localSignIn'>;
  readonly now?: () => Date;
}

/** Identities at providers that people link to their own account. */
export class MyLinks {
  readonly #options: Options;
  readonly #now: () => Date;

  static create(options: Options): MyLinks {
    return new MyLinks(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Sends the person to a provider, to prove who they are there.
   *
   * @returns where the browser goes
   * @throws NotFoundError when this connection cannot be linked
   * @throws SsoError `account-source-other`, and what
   *   {@link PersonProof.assert} and {@link ErrandService.begin} throw
   */
  async begin(
    person: PersonInSession,
    input: { connectionId: string; currentPassword?: string },
  ): Promise<{ url: string }> {
    const { persistence, errands, proof } = this.#options;
    const { account } = person;
    const { connectionId } = input;
    const [links, connections] = await Promise.all([
      persistence.accounts.listLinks(account.id),
      persistence.connections.list(),
    ]);
    if (!takesConnection(account, connectionId)) {
      throw new SsoError('account-source-other');
    }
    const linkable = linkableConnections(account, links, connections);
    if (!linkable.some(({ id }) => id === connectionId)) {
      throw new NotFoundError(`"${connectionId}" is not there to be linked`);
    }
    await proof.assert(person, input.currentPassword);
    return errands.begin('link', {
      entityRef: account.entityRef,
      accountId: account.id,
      connectionId,
    });
  }

  /**
   * Links what a provider has proved for this person since {@link begin}.
   *
   * @throws SsoError `proof-invalid`, `link-taken`, `account-source-other`
   */
  async complete({ account }: PersonInSession, proof: string): Promise<void> {
    await this.#options.errands.completeLink(proof, {
      entityRef: account.entityRef,
      accountId: account.id,
    });
  }

  /**
   * Removes a link and ends the sessions that were made by it.
   *
   * @throws NotFoundError when the person has no such link
   * @throws SsoError `link-last` when nobody could sign in any more
   */
  async remove({ account }: PersonInSession, linkId: string): Promise<void> {
    await this.#options.persistence.transaction(async stores => {
      const at = this.#now();
      // Locks the account, so that two links that are removed at once do not
      // each leave the other one behind.
      await stores.accounts.touch([account.id], at);
      const link = await stores.accounts.removeLink(account.id, linkId);
      if (!link) {
        throw new NotFoundError('You have no such link');
      }
      if (!(await this.#canSignIn(stores, account.id))) {
        throw new SsoError('link-last');
      }
      const { connectionId, issuer } = link;
      // A sign-in by it that waits for a code is over as well.
      await stores.pending.deleteOfAccount(account.id, 'secondFactor');
      await stores.sessions.endAllOfAccount(account.id, {
        connectionId,
        issuer,
      });
      await stores.history.insertEvent({
        at,
        type: 'link-removed',
        accountId: account.id,
        connectionId,
      });
    });
  }

  /** Whether the person has a way in, as things stand in the transaction. */
  async #canSignIn(stores: SsoStores, accountId: string): Promise<boolean> {
    const [account] = await stores.accounts.getByIds([accountId]);
    const hash = await stores.accounts.getPasswordHash(accountId);
    if (
      hasUsablePassword(account, hash !== undefined, this.#options.settings)
    ) {
      return true;
    }
    const links = await stores.accounts.listLinks(accountId);
    const connections = await stores.connections.list();
    return workingLinks(account, links, connections).length > 0;
  }
}
