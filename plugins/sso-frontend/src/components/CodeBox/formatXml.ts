const INDENT = '  ';
/** Deeper than this, lines begin no further to the right. */
const MAX_INDENTS = 20;

/** Whether a text is meant as XML. */
export function isXml(text: string): boolean {
  return /^\s*<[?!]?[A-Za-z_][^]*>\s*$/.test(text);
}

/**
 * Gives each element a line of its own, to read. It parses nothing, so that
 * a hostile or broken document is shown like any other; text is not changed.
 */
export function formatXml(xml: string): string {
  const lines: string[] = [];
  let depth = 0;
  let previous: Token['kind'] | undefined;
  const add = (text: string) =>
    lines.push(INDENT.repeat(Math.min(depth, MAX_INDENTS)) + text);
  const append = (text: string) => {
    lines[lines.length - 1] += text;
  };

  let isLeaf = false;
  for (const { kind, text } of readTokens(xml)) {
    if (kind === 'close') {
      depth = Math.max(0, depth - 1);
      if (isLeaf) {
        append(text);
      } else {
        add(text);
      }
      isLeaf = false;
    } else if (kind === 'text' && previous === 'open') {
      append(text);
      isLeaf = true;
    } else {
      add(text);
      isLeaf = kind === 'open';
    }
    depth += kind === 'open' ? 1 : 0;
    previous = kind;
  }
  return lines.join('\n');
}

interface Token {
  readonly kind: 'open' | 'close' | 'text' | 'other';
  readonly text: string;
}

function* readTokens(xml: string): Generator<Token> {
  let position = 0;
  while (position < xml.length) {
    const isTag = xml[position] === '<';
    const end = isTag ? findTagEnd(xml, position) : xml.indexOf('<', position);
    const next = end === -1 ? xml.length : end;
    const text = xml.slice(position, next);
    position = next;
    if (isTag) {
      yield { kind: kindOf(text), text };
    } else if (text.trim()) {
      yield { kind: 'text', text };
    }
  }
}

function kindOf(tag: string): Token['kind'] {
  if (tag.startsWith('</')) {
    return 'close';
  }
  return /^<[?!]/.test(tag) || tag.endsWith('/>') ? 'other' : 'open';
}

/** Position after a tag; attributes may hold `>`. */
function findTagEnd(xml: string, start: number): number {
  let quote: string | undefined;
  for (let index = start + 1; index < xml.length; index += 1) {
    const letter = xml[index];
    if (quote) {
      quote = letter === quote ? undefined : quote;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if (letter === '>') {
      return index + 1;
    }
  }
  return xml.length;
}
