import {
  type SsoErrorCode,
  ssoErrors,
  SsoTrace,
  SsoTraceSummary,
} from '@latchkey/plugin-sso-common';
import { parseReference } from '../secrets/bearer';
import type { Trace } from '../stores/HistoryStore';
import type { SsoPersistence } from '../stores/SsoStores';

/** Traces of sign-ins, for administrators (OPS-2). */
export class TraceService {
  readonly #persistence: SsoPersistence;

  static create(persistence: SsoPersistence): TraceService {
    return new TraceService(persistence);
  }

  private constructor(persistence: SsoPersistence) {
    this.#persistence = persistence;
  }

  async list(query: {
    connectionId?: string;
    outcome?: Trace['outcome'];
    limit: number;
  }): Promise<SsoTraceSummary[]> {
    const [traces, names] = await Promise.all([
      this.#persistence.history.listTraces({ ...query, now: new Date() }),
      this.#connectionNames(),
    ]);
    return traces.map(trace => toSummary(trace, names));
  }

  /** @param reference - as the person typed or read it out */
  async get(reference: string): Promise<SsoTrace | undefined> {
    const trace = await this.#persistence.history.getTrace(
      parseReference(reference),
      new Date(),
    );
    if (!trace) {
      return undefined;
    }
    return {
      ...toSummary(trace, await this.#connectionNames()),
      expiresAt: trace.expiresAt.toISOString(),
      refusal: trace.code && refusalOf(trace.code),
      steps: trace.steps.map(step => ({
        ...step,
        evidence: [...step.evidence],
      })),
    };
  }

  async #connectionNames(): Promise<Map<string, string>> {
    const connections = await this.#persistence.connections.list();
    return new Map(connections.map(({ id, displayName }) => [id, displayName]));
  }
}

/** What is said of a code; one of another release says nothing. */
function refusalOf(code: SsoErrorCode): SsoTrace['refusal'] {
  if (!Object.hasOwn(ssoErrors, code)) return undefined;
  const { reason, advice, actor } = ssoErrors[code];
  return { reason, advice, actor };
}

function toSummary(
  trace: Trace,
  names: ReadonlyMap<string, string>,
): SsoTraceSummary {
  return {
    reference: trace.reference,
    at: trace.at.toISOString(),
    connectionId: trace.connectionId,
    connectionName: trace.connectionId && names.get(trace.connectionId),
    outcome: trace.outcome,
    code: trace.code,
    detail: trace.detail,
  };
}
