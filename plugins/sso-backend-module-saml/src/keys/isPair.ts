import { readCertificate } from '../certificates/readCertificates';
import { memoizeByText } from '../memoizeByText';
import { readPrivateKey } from './readPrivateKey';

// KeyObject.equals() would leave an error behind for the next call of OpenSSL
// when the keys are of different kinds.
const compare = memoizeByText((_texts, certificate: string, key: string) => {
  const [one, other] = [
    readCertificate(certificate).publicKey,
    readPrivateKey(key).publicKey,
  ].map(publicKey => publicKey.export({ type: 'spki', format: 'der' }));
  return one.equals(other);
});

/**
 * Whether a certificate and a private key, both in PEM, belong together.
 *
 * @throws SamlCertificateError or SamlPrivateKeyError
 */
export function isPair(certificate: string, privateKey: string): boolean {
  return compare(`${certificate}\n${privateKey}`, certificate, privateKey);
}
