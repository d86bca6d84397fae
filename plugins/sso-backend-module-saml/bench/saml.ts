// Validates answers of a provider, beside bare node-saml and beside what no
// implementation on the same libraries can leave out, in one run. Only the
// ratios say something about the code; the times are this machine's.
import { cpus } from 'node:os';
import { measure } from './measure';
import { createWorkloads } from './workloads';

const peer = 'node-saml';
const ours = 'Latchkey';
const floor = 'parse, c14n, RSA';

const columns = [
  'Answer',
  'Size (kB)',
  `${peer} (ms)`,
  `${ours} (ms)`,
  `${floor} (ms)`,
  `${ours} / ${peer}`,
  `${ours} (answers per second)`,
];

function print(cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

async function main(): Promise<void> {
  process.stdout.write(
    `Node.js ${process.version}, ${cpus().length} × ${cpus()[0].model}\n\n`,
  );
  print(columns);
  print(columns.map(() => '---'));
  for (const { name, size, contestants } of await createWorkloads()) {
    const times = await measure(contestants, {
      rounds: 7,
      milliseconds: 400,
    });
    const own = times.get(ours)!;
    const theirs = times.get(peer)!;
    const least = times.get(floor);
    print([
      name,
      (size / 1000).toFixed(1),
      theirs.toFixed(2),
      own.toFixed(2),
      least?.toFixed(2) ?? '',
      (own / theirs).toFixed(3),
      Math.round(1000 / own).toString(),
    ]);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
