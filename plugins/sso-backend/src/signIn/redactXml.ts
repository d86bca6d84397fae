const NAMES = 'SignatureValue|DigestValue|CipherValue|X509Certificate';
// Bounded, because the engine keeps a step for each character of it.
const PREFIX = '(?:[^\\s<>/:]{1,1000}:)?';
const BEGIN = new RegExp(`<${PREFIX}(${NAMES})(?=[\\s/>])`, 'g');

/**
 * Takes what proves or hides something out of XML: signatures, digests,
 * ciphertexts and certificates. Works on texts, so that XML which no parser
 * accepts is redacted, too; looks at every character a fixed number of times.
 *
 * @param hidden - what stands there instead
 */
export function redactXml(text: string, hidden: string): string {
  const begin = new RegExp(BEGIN);
  let kept = '';
  let position = 0;
  let match = begin.exec(text);
  while (match) {
    // Attributes go as well: they are of no use here.
    kept += text.slice(position, begin.lastIndex);
    const content = endOfTag(text, begin.lastIndex);
    if (text.slice(content - 2, content) === '/>') {
      kept += '/>';
      position = content;
    } else {
      kept += `>${hidden}`;
      position = endOfContent(text, content, match[1]);
    }
    begin.lastIndex = position;
    match = begin.exec(text);
  }
  return kept + text.slice(position);
}

/** Behind the `>`; the end of the text if the tag has none. */
function endOfTag(text: string, from: number): number {
  const end = text.indexOf('>', from);
  return end < 0 ? text.length : end + 1;
}

/** Up to the end tag, whatever comes before it: comments, CDATA, elements. */
function endOfContent(text: string, from: number, name: string): number {
  const end = new RegExp(`</${PREFIX}${name}(?=[\\s>])`, 'g');
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}
