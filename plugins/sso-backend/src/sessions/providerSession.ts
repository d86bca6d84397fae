import type { JsonObject } from '@backstage/types';
import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { isCleanText } from '../directory/cleanText';
import { hashBearer } from '../secrets/bearer';
import type { SealedValue, SecretCipher } from '../secrets/SecretCipher';
import type { NewSession } from '../stores/SessionStore';

/** What a session knows of the one at the provider that it came from. */
export type ProviderFields = Pick<
  NewSession,
  'issuer' | 'providerSessionId' | 'providerPrincipalHash' | 'providerMemory'
>;

/** Where the memory of a session belongs; moved elsewhere it does not open. */
function memoryContext(connectionId: string): string {
  return `session:${connectionId}`;
}

/**
 * How a session remembers whom the provider means in its logout messages: a
 * hash, for comparing is all that it is for. As JSON, so that no two triples of
 * texts give the same bytes.
 */
export function hashPrincipal(of: {
  connectionId: string;
  issuer: string;
  principal: string;
}): string {
  return hashBearer(JSON.stringify([of.connectionId, of.issuer, of.principal]));
}

/** What a session keeps of the one at the provider. */
export function keepProviderSession(
  connectionId: string,
  identity: AssertedIdentity,
  cipher: SecretCipher,
): ProviderFields {
  const { issuer, providerSession } = identity;
  const { id, principal, memory } = providerSession ?? {};
  return {
    issuer,
    providerSessionId: id !== undefined && isCleanText(id) ? id : undefined,
    providerPrincipalHash:
      principal === undefined
        ? undefined
        : hashPrincipal({ connectionId, issuer, principal }),
    providerMemory:
      memory &&
      cipher.seal(JSON.stringify(memory), memoryContext(connectionId)),
  };
}

/**
 * What signing out at the provider needs.
 *
 * @throws Error when the key is gone or the value was changed or moved
 */
export function openProviderMemory(
  connectionId: string,
  sealed: SealedValue,
  cipher: SecretCipher,
): JsonObject {
  return JSON.parse(cipher.open(sealed, memoryContext(connectionId)));
}
