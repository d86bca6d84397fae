import { SsoError, type SsoEvidence } from '@latchkey/plugin-sso-common';
import type { SsoSingleUse } from '@latchkey/plugin-sso-node';
import { hashBearer } from '../secrets/bearer';
import type { SsoStores } from '../stores/SsoStores';

/**
 * Takes a message of a provider, once on all replicas. In a transaction it
 * counts as taken only if what came of it is kept.
 *
 * @param evidence - what was seen of the message, for the trace
 * @throws SsoError `answer-replayed`
 */
export async function rememberMessage(
  stores: Pick<SsoStores, 'replay'>,
  connectionId: string,
  singleUse: SsoSingleUse | undefined,
  evidence: readonly SsoEvidence[],
): Promise<void> {
  if (!singleUse) return;
  // As JSON, in which no two pairs look the same.
  const key = JSON.stringify([connectionId, singleUse.id]);
  if (!(await stores.replay.remember(hashBearer(key), singleUse.until))) {
    throw new SsoError('answer-replayed', { evidence: [...evidence] });
  }
}
