import { secretContext } from '../connections/ProtocolContexts';
import { secondFactorContext } from '../secondFactor/SecondFactorService';
import type { SecretPlace } from '../stores/SecretRotation';

/** The context that a stored secret is sealed for. */
export function contextOfPlace(place: SecretPlace): string {
  return place.kind === 'connection'
    ? secretContext(place.connectionId, place.name)
    : secondFactorContext(place.accountId);
}
