/** The base64 of a certificate in PEM, as XML holds it. */
export function certificateText(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '');
}

/** The PEM of a certificate in base64. */
export function certificatePem(base64: string): string {
  const lines = base64.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join(
    '\n',
  )}\n-----END CERTIFICATE-----\n`;
}
