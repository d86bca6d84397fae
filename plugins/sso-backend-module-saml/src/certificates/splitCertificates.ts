/** A part of a text that should be a certificate. */
export type CertificateBlock =
  | { readonly der: Buffer }
  | { readonly problem: string };

// Patterns here match in one way only: certificates also come with messages,
// whoever sent them.
const BOUNDARY = /-----(BEGIN|END) ([A-Z0-9][A-Z0-9 ]{0,47})-----/g;

const NO_CERTIFICATE =
  'this is not a certificate. Paste it in PEM form (BEGIN CERTIFICATE to END CERTIFICATE) or as bare base64.';

/** Finds the certificates of a text: PEM blocks, bare base64, or both. */
export function splitCertificates(text: string): CertificateBlock[] {
  const blocks: CertificateBlock[] = [];
  let end = 0;
  let begin: RegExpExecArray | undefined;
  for (const boundary of text.matchAll(BOUNDARY)) {
    const [line, kind, label] = boundary;
    if (kind === 'BEGIN') {
      begin = boundary;
    } else if (begin?.[2] === label) {
      const start = begin.index + begin[0].length;
      blocks.push(...readBare(text.slice(end, begin.index)));
      blocks.push(...readPem(label, text.slice(start, boundary.index)));
      end = boundary.index + line.length;
      begin = undefined;
    }
  }
  blocks.push(...readBare(text.slice(end)));
  return blocks;
}

function readPem(label: string, body: string): CertificateBlock[] {
  if (label.endsWith('PRIVATE KEY')) {
    return [
      {
        problem:
          'this is a private key. Only certificates belong here: a private key stays with its owner.',
      },
    ];
  }
  if (label !== 'CERTIFICATE' && label !== 'X509 CERTIFICATE') {
    return [
      {
        problem: `this is a ${label.toLowerCase()}, not a certificate.`,
      },
    ];
  }
  const ders = decode(body);
  return ders ? ders.map(der => ({ der })) : [{ problem: NO_CERTIFICATE }];
}

/** Blank lines, padding and the lengths in DER tell where one ends. */
function readBare(text: string): CertificateBlock[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .flatMap((part): CertificateBlock[] => {
      if (part.includes('-----')) {
        return [
          {
            problem:
              'a line BEGIN or END is missing, or its counterpart is another.',
          },
        ];
      }
      if (part.startsWith('<')) {
        return [
          {
            problem:
              'this is XML. Paste metadata under "Set up from metadata", or only what stands inside X509Certificate here.',
          },
        ];
      }
      const ders = decode(part);
      return ders ? ders.map(der => ({ der })) : [{ problem: NO_CERTIFICATE }];
    });
}

function decode(base64: string): Buffer[] | undefined {
  const ders = base64
    .replace(/\s+/g, '')
    .split(/(?<==)(?!=)/)
    .map(part =>
      /^[A-Za-z0-9+/]+={0,2}$/.test(part)
        ? splitDer(Buffer.from(part, 'base64'))
        : undefined,
    );
  return ders.some(part => part === undefined)
    ? undefined
    : ders.flatMap(part => part!);
}

/** Cuts consecutive DER sequences apart (X.690 §8.1.3). */
function splitDer(bytes: Buffer): Buffer[] | undefined {
  const ders: Buffer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const length = sequenceLength(rest);
    if (length === undefined || length > rest.length) {
      return undefined;
    }
    ders.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return ders;
}

/** Header and content of a sequence; certificates take two or three bytes. */
function sequenceLength(bytes: Buffer): number | undefined {
  if (bytes.length < 4 || bytes[0] !== 0x30) {
    return undefined;
  }
  switch (bytes[1]) {
    case 0x81:
      return 3 + bytes[2];
    case 0x82:
      return 4 + bytes.readUInt16BE(2);
    default:
      return undefined;
  }
}
