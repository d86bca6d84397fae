import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  isSsoError,
  SsoError,
  type SsoEvidence,
} from '@latchkey/plugin-sso-common';
import type { SsoFinishResult } from '@latchkey/plugin-sso-node';
import type { AccountEntry } from '../entry/AccountEntry';
import { wayOf } from '../entry/wayOf';
import type { ProvisioningEngine } from '../provisioning/ProvisioningEngine';
import { redact } from '../signIn/redact';
import type { Account } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { SsoPersistence, SsoStores } from '../stores/SsoStores';
import type { TestResult } from './ErrandProofs';

interface Options {
  readonly persistence: SsoPersistence;
  readonly engine: ProvisioningEngine;
  readonly entry: Pick<AccountEntry, 'judge'>;
  readonly logger: LoggerService;
}

/** Carries the result out of a transaction that it makes roll back. */
class RolledBack extends Error {
  constructor(readonly result: TestResult) {
    super('A test sign-in writes nothing');
  }
}

/**
 * The rest of a sign-in for a test: the same steps as for a real one, all the
 * way to the gate, in a transaction that is always rolled back.
 */
export class TestSignIn {
  readonly #options: Options;

  static create(options: Options): TestSignIn {
    return new TestSignIn(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** What would become of the person; refusals are results. */
  async run(
    connection: StoredConnection,
    proved: SsoFinishResult,
  ): Promise<TestResult> {
    try {
      return await this.#dryRun(connection, proved);
    } catch (failure) {
      const busy = (failure as Error).name === 'ConflictError';
      return this.toRefusal(
        connection,
        busy ? new SsoError('database-busy', { cause: failure }) : failure,
        proved.evidence,
      );
    }
  }

  /** A failure of any step, as an administrator may see it. */
  toRefusal(
    connection: Pick<StoredConnection, 'id' | 'debug'>,
    failure: unknown,
    evidence: readonly SsoEvidence[] = [],
  ): TestResult {
    const error = isSsoError(failure) ? failure : new SsoError('internal');
    if (error.code === 'internal') {
      this.#options.logger.error(
        `A test sign-in through the SSO connection "${connection.id}" failed`,
        failure as Error,
      );
    }
    const { reason, advice } = error.description;
    return {
      outcome: 'refused',
      code: error.code,
      detail: redact(error.detail) ?? reason,
      advice,
      accountCreated: false,
      evidence: shown(connection, [...evidence, ...error.evidence]),
    };
  }

  async #dryRun(
    connection: StoredConnection,
    proved: SsoFinishResult,
  ): Promise<TestResult> {
    const { engine, persistence } = this.#options;
    const batch = await engine.prepare(
      { connectionId: connection.id, policy: connection.policy },
      [proved.identity],
    );
    try {
      return await persistence.transaction(async stores => {
        const [outcome] = await engine.apply(stores, batch);
        if (outcome.kind === 'refused') {
          const { code, detail, evidence } = outcome;
          throw new SsoError(code, { detail, evidence });
        }
        const { account, created, evidence } = outcome;
        const atGate = await this.#askGate(stores, connection, proved, account);
        throw new RolledBack({
          outcome: 'success',
          account: account.entityRef,
          accountCreated: created,
          evidence: shown(connection, [
            ...proved.evidence,
            ...evidence.resolve,
            ...evidence.apply,
            ...atGate,
          ]),
        });
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.result;
      throw error;
    }
  }

  /** @throws SsoError what the gate refuses with */
  async #askGate(
    stores: SsoStores,
    connection: StoredConnection,
    { identity }: SsoFinishResult,
    account: Account,
  ): Promise<SsoEvidence[]> {
    const verdict = await this.#options.entry.judge(stores, {
      account,
      way: wayOf(connection),
      connection,
      identity,
    });
    if (verdict.verdict === 'refuse') {
      throw new SsoError(verdict.code, { detail: verdict.reason });
    }
    return verdict.verdict === 'challenge'
      ? [{ label: 'Asked for a second factor', value: true }]
      : [];
  }
}

function shown(
  { debug }: Pick<StoredConnection, 'debug'>,
  evidence: readonly SsoEvidence[],
): TestResult['evidence'] {
  return redact(
    evidence.map(({ label, value }) => ({ label, value })),
    { wholeMessages: debug },
  );
}
