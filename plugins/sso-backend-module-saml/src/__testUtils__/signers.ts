import { generateKeyPairSync, KeyObject } from 'node:crypto';
import { MessageSigner, signatureMethods } from '../requests/signatureMethods';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A signer of each algorithm, and the key that verifies it. */
export const signers: ReadonlyArray<
  [name: string, signer: MessageSigner, publicKey: KeyObject]
> = Object.entries(signatureMethods).map(([name, method]) => {
  const { privateKey, publicKey } = method.keyType === 'ec' ? ec : rsa;
  return [name, { method, privateKey }, publicKey];
});
