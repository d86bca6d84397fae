/** One way of doing the same work as the others in its row. */
export interface Contestant {
  readonly name: string;
  run(): unknown;
}

/** What one contestant needed for one run, in milliseconds of the processor. */
export type Measurement = ReadonlyMap<string, number>;

/** How thoroughly to measure. */
export interface MeasureOptions {
  readonly rounds: number;
  /** Of one contestant in one round, and of its warming up. */
  readonly milliseconds: number;
}

async function runFor(contestant: Contestant, milliseconds: number) {
  const end = performance.now() + milliseconds;
  const before = process.cpuUsage();
  let runs = 0;
  while (performance.now() < end) {
    await contestant.run();
    runs += 1;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / runs;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * Measures contestants in turn, round by round, so that whatever else the
 * machine does meets all of them; the median of the rounds counts.
 */
export async function measure(
  contestants: readonly Contestant[],
  { rounds, milliseconds }: MeasureOptions,
): Promise<Measurement> {
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (const contestant of contestants) {
    await runFor(contestant, milliseconds);
  }
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      times.get(contestant.name)!.push(await runFor(contestant, milliseconds));
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}
