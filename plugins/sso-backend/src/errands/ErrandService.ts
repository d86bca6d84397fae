import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoFinishResult } from '@latchkey/plugin-sso-node';
import type { SsoSettings } from '../config/SsoSettings';
import type { ProtocolContexts } from '../connections/ProtocolContexts';
import { entityRefForm } from '../directory/entityRefForm';
import { assertConnectionActive } from '../entry/assertConnectionActive';
import type { PendingSteps } from '../pending/PendingSteps';
import { admit } from '../provisioning/admission';
import { identifierProblem } from '../provisioning/identifierProblem';
import { appPage } from '../signIn/appPage';
import { rememberMessage } from '../signIn/rememberMessage';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SsoPersistence } from '../stores/SsoStores';
import { type Errand, errandSchema, pageOf } from './errand';
import type { ErrandProof, ErrandProofs, TestResult } from './ErrandProofs';
import type { IdentityLinks, LinkCaller } from './IdentityLinks';
import type { TestSignIn } from './TestSignIn';

/** Time to set out to the provider, in milliseconds. */
const LIFETIME = 10 * 60_000;

interface Options {
  readonly persistence: SsoPersistence;
  readonly pending: PendingSteps;
  readonly proofs: ErrandProofs;
  readonly links: IdentityLinks;
  readonly tests: TestSignIn;
  readonly contexts: ProtocolContexts;
  readonly settings: SsoSettings;
  readonly now?: () => Date;
}

/**
 * Sign-ins at a provider that lead to no session: tests of an SSO connection,
 * and links of an identity to one's own account. Both begin with somebody who
 * is signed in, take the way of any sign-in, and end with a proof that counts
 * only for that person.
 */
export class ErrandService {
  readonly #options: Options;

  static create(options: Options): ErrandService {
    return new ErrandService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @returns where the browser goes, within 10 minutes and once
   * @throws SsoError `connection-not-found`, `connection-skipped`,
   *   `protocol-not-installed`; for links also `connection-inactive` and what
   *   {@link IdentityLinks.assertOpen} throws. A test can go before an SSO
   *   connection is switched on.
   */
  async begin(
    kind: Errand['kind'],
    by: { entityRef: string; accountId?: string; connectionId: string },
  ): Promise<{ url: string }> {
    const { persistence, pending, settings, links } = this.#options;
    const { connectionId, accountId } = by;
    const connection = await persistence.connections.get(connectionId);
    if (!connection) {
      throw new SsoError('connection-not-found');
    }
    this.#assertAvailable(kind, connection);
    if (accountId !== undefined) {
      await links.assertOpen(accountId, connectionId);
    }
    const { version } = connection;
    const errand = await pending.keep(persistence, {
      kind: 'errand',
      accountId,
      connectionId,
      memory: { kind, ...by, version },
      lifetime: LIFETIME,
    });
    const url = new URL(`${settings.authUrl}/sso/start`);
    url.searchParams.set('connection', connectionId);
    url.searchParams.set('returnTo', pageOf({ kind, connectionId }));
    url.searchParams.set('errand', errand);
    return { url: url.href };
  }

  /**
   * Takes an errand when the browser sets out, once.
   *
   * @throws SsoError `proof-invalid`
   */
  async take(bearer: string, connection: StoredConnection): Promise<Errand> {
    const { persistence, pending } = this.#options;
    const step = await pending.take(persistence, bearer, 'errand');
    const begun = step && errandSchema.parse(step.memory);
    if (begun?.connectionId !== connection.id) {
      throw new SsoError('proof-invalid');
    }
    // It is the settings of now that are tried.
    return { ...begun, version: connection.version };
  }

  /**
   * Runs what comes before the provider is asked.
   *
   * @returns what `run` returns, or where the browser goes instead
   * @throws what `run` throws, when it is not for a test
   */
  async setOut<T>(
    errand: Errand,
    connection: StoredConnection,
    run: () => Promise<T>,
  ): Promise<T | { kind: 'redirect'; location: string }> {
    try {
      this.#assertAvailable(errand.kind, connection);
      return await run();
    } catch (failure) {
      const location = await this.#refused(errand, connection, failure);
      return { kind: 'redirect', location };
    }
  }

  /**
   * Makes a proof of the answer of the provider; nobody gets an account or a
   * session.
   *
   * @param verify - step 1 of a sign-in
   * @returns the page that waits, with the proof in its fragment
   * @throws SsoError when it is not for a test, whose refusals are results
   */
  async comeBack(
    errand: Errand,
    connection: StoredConnection,
    verify: () => Promise<SsoFinishResult>,
  ): Promise<string> {
    try {
      this.#assertAvailable(errand.kind, connection);
      const proved = await verify();
      await rememberMessage(
        this.#options.persistence,
        connection.id,
        proved.singleUse,
        proved.evidence,
      );
      return await this.#keep(
        errand,
        await this.#resultOf(errand, connection, proved),
      );
    } catch (failure) {
      return this.#refused(errand, connection, failure);
    }
  }

  /**
   * Shows an administrator what came of their test, and keeps a success.
   *
   * @throws SsoError `proof-invalid`
   */
  async completeTest(
    bearer: string,
    caller: { entityRef: string; connectionId: string },
  ): Promise<TestResult> {
    const { persistence, proofs, now = () => new Date() } = this.#options;
    const { errand, result } = await proofs.take(bearer, caller.entityRef);
    const { connectionId, version } = errand;
    if (result.kind !== 'test' || connectionId !== caller.connectionId) {
      throw new SsoError('proof-invalid');
    }
    if (result.test.outcome === 'success') {
      await persistence.overrides.recordTest({
        connectionId,
        testedBy: entityRefForm(caller.entityRef),
        version,
        testedAt: now(),
      });
    }
    return result.test;
  }

  /** See {@link IdentityLinks.add}. */
  completeLink(bearer: string, caller: LinkCaller): Promise<void> {
    return this.#options.links.add(bearer, caller);
  }

  #assertAvailable(kind: Errand['kind'], connection: StoredConnection): void {
    if (kind === 'link') assertConnectionActive(connection);
    this.#options.contexts.protocolOf(connection);
  }

  async #resultOf(
    errand: Errand,
    connection: StoredConnection,
    proved: SsoFinishResult,
  ): Promise<ErrandProof['result']> {
    if (errand.kind === 'test') {
      const test = await this.#options.tests.run(connection, proved);
      return { kind: 'test', test };
    }
    const { issuer, subject } = proved.identity;
    assertLinkableIdentity(connection, proved);
    return { kind: 'link', issuer, subject };
  }

  async #refused(
    errand: Errand,
    connection: StoredConnection,
    failure: unknown,
  ): Promise<string> {
    if (errand.kind === 'link') throw failure;
    const test = this.#options.tests.toRefusal(connection, failure);
    return this.#keep(errand, { kind: 'test', test });
  }

  async #keep(errand: Errand, result: ErrandProof['result']): Promise<string> {
    const { proofs, settings } = this.#options;
    const bearer = await proofs.keep({ errand, result });
    return appPage(settings.appUrl, pageOf(errand), `sso-proof=${bearer}`);
  }
}

/** @throws SsoError what any sign-in by the link would be refused with */
function assertLinkableIdentity(
  { policy }: StoredConnection,
  { identity, evidence }: SsoFinishResult,
): void {
  const problem = identifierProblem(identity);
  if (problem) {
    throw new SsoError('provider-response-invalid', {
      detail: problem,
      evidence,
    });
  }
  const admission = admit(policy, identity);
  if (!admission.admitted) {
    throw new SsoError('not-admitted', { detail: admission.detail, evidence });
  }
}
