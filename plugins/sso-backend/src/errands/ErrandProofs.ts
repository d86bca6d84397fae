import type { JsonObject } from '@backstage/types';
import {
  SsoError,
  ssoOverrideOperations,
  type SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { z } from 'zod/v4';
import { entityRefForm } from '../directory/entityRefForm';
import type { PendingSteps } from '../pending/PendingSteps';
import type { SsoPersistence } from '../stores/SsoStores';
import { errandSchema } from './errand';

/** Time to go on with it on the page, in milliseconds. */
const LIFETIME = 10 * 60_000;

/** What a test sign-in came to. */
export type TestResult = SsoOperationResponse<
  typeof ssoOverrideOperations.completeConnectionTest
>;

const proofSchema = z.object({
  errand: errandSchema,
  result: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('test'),
      test: ssoOverrideOperations.completeConnectionTest.response,
    }),
    z.object({
      kind: z.literal('link'),
      issuer: z.string(),
      subject: z.string(),
    }),
  ]),
});

/** What a provider proved for an errand. */
export type ErrandProof = Readonly<z.infer<typeof proofSchema>>;

/**
 * What came of errands, until the page of who began them asks for it. The
 * bearer value alone is worth nothing: the browser that comes back from a
 * provider need not be that of who began.
 */
export class ErrandProofs {
  readonly #persistence: SsoPersistence;
  readonly #pending: PendingSteps;

  static create(options: {
    persistence: SsoPersistence;
    pending: PendingSteps;
  }): ErrandProofs {
    return new ErrandProofs(options.persistence, options.pending);
  }

  private constructor(persistence: SsoPersistence, pending: PendingSteps) {
    this.#persistence = persistence;
    this.#pending = pending;
  }

  /** @returns the bearer value */
  keep(proof: ErrandProof): Promise<string> {
    const { accountId, connectionId } = proof.errand;
    return this.#pending.keep(this.#persistence, {
      kind: 'proof',
      accountId,
      connectionId,
      // What protocols observed is JSON, except for what is undefined in it.
      memory: JSON.parse(JSON.stringify(proof)) as JsonObject,
      lifetime: LIFETIME,
    });
  }

  /**
   * Takes a proof, once. One that somebody else holds is spent by that.
   *
   * @param caller - entity reference of who brings it
   * @throws SsoError `proof-invalid`
   */
  async take(bearer: string, caller: string): Promise<ErrandProof> {
    const step = await this.#pending.take(this.#persistence, bearer, 'proof');
    const proof = step && proofSchema.parse(step.memory);
    if (
      !proof ||
      entityRefForm(proof.errand.entityRef) !== entityRefForm(caller)
    ) {
      throw new SsoError('proof-invalid');
    }
    return proof;
  }
}
