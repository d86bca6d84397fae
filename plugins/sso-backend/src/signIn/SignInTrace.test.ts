import { SignInTrace } from './SignInTrace';

const shortOf = (trace: SignInTrace) =>
  trace.refused([]).map(({ step, outcome }) => `${step} ${outcome}`);

describe('SignInTrace', () => {
  it('OPS-2 of a start has that step only', () => {
    const trace = new SignInTrace();
    trace.enter('start');
    expect(shortOf(trace)).toEqual(['start refused']);
  });

  it('OPS-2 of a callback has every step up to the one that refused', () => {
    const trace = new SignInTrace();
    trace.enter('state');
    trace.pass('state');
    trace.enter('verify');
    trace.pass('verify', [{ label: 'Answer', value: 'code by query' }]);
    trace.enter('resolve');
    expect(trace.refused([{ label: 'Why', value: 'x' }])).toEqual([
      { step: 'state', outcome: 'passed', evidence: [] },
      {
        step: 'verify',
        outcome: 'passed',
        evidence: [{ label: 'Answer', value: 'code by query' }],
      },
      { step: 'admit', outcome: 'passed', evidence: [] },
      {
        step: 'resolve',
        outcome: 'refused',
        evidence: [{ label: 'Why', value: 'x' }],
      },
    ]);
  });

  it('OPS-2 goes back when a transaction is run again', () => {
    const trace = new SignInTrace();
    trace.enter('state');
    trace.enter('session');
    trace.enter('apply');
    expect(shortOf(trace).at(-1)).toBe('apply refused');
  });
});
