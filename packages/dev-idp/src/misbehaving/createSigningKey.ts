import { randomUUID } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { SigningKey } from './types';

/** A fresh RS256 key. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', {
    extractable: true,
  });
  return {
    privateKey,
    publicJwk: {
      ...(await exportJWK(publicKey)),
      kid: randomUUID(),
      alg: 'RS256',
      use: 'sig',
    },
    publicPem: await exportSPKI(publicKey),
  };
}
