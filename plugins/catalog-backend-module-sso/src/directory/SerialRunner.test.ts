import { createDeferred } from '@backstage/types';
import { SerialRunner } from './SerialRunner';

describe('SerialRunner', () => {
  it('makes calls during a run one more run afterwards', async () => {
    const gates = [createDeferred(), createDeferred(), createDeferred()];
    let begun = 0;
    let running = 0;
    const runner = SerialRunner.create(async () => {
      running += 1;
      expect(running).toBe(1);
      begun += 1;
      await gates[begun - 1];
      running -= 1;
    });

    const first = runner.run();
    const others = [runner.run(), runner.run(), runner.run()];
    expect(begun).toBe(1);
    gates[0].resolve();
    await first;
    gates[1].resolve();
    await Promise.all(others);
    expect(begun).toBe(2);

    gates[2].resolve();
    await runner.run();
    expect(begun).toBe(3);
  });
});
