// What child processes print.

const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * Calls `onLine` with each line of a stream, without its colours.
 *
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} onLine
 */
export function linesOf(stream, onLine) {
  let rest = '';
  const emit = line => onLine(line.replace(COLOURS, '').replace(/\r$/, ''));
  stream.setEncoding('utf8');
  stream.on('data', chunk => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach(emit);
  });
  stream.on('end', () => {
    if (rest) emit(rest);
  });
}
