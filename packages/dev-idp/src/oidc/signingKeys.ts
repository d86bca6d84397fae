import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { JWK } from 'oidc-provider';

/** A fresh RS256 key and a fresh ES256 key, private parts included. */
export async function createSigningKeys(): Promise<JWK[]> {
  const generation = randomUUID().slice(0, 8);
  return Promise.all(
    ['RS256', 'ES256'].map(async algorithm => {
      const { privateKey } = await generateKeyPair(algorithm, {
        extractable: true,
      });
      return {
        ...(await exportJWK(privateKey)),
        kid: `${algorithm.toLowerCase()}-${generation}`,
        alg: algorithm,
        use: 'sig',
      } as JWK;
    }),
  );
}
