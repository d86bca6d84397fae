import { measure } from '../bench/measure';
import { createWorkloads } from '../bench/workloads';

describe('validating answers', () => {
  // A small form of `yarn bench saml`: a ratio within one run, with slack for
  // busy machines. The real one is about a tenth; see docs/performance.md.
  it('P1 SAML-12 takes no more of the processor than bare node-saml', async () => {
    for (const { contestants } of await createWorkloads()) {
      const times = await measure(contestants, { rounds: 3, milliseconds: 60 });
      expect(times.get('Latchkey')! / times.get('node-saml')!).toBeLessThan(1);
    }
  }, 60_000);
});
