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

  it('SAML-9 of a sign-out has its one step only', () => {
    const trace = new SignInTrace('sign-out');
    expect(shortOf(trace)).toEqual(['logout refused']);
    trace.pass('logout', [{ label: 'Message', value: 'x' }]);
    expect(trace.succeeded()).toEqual([
      {
        step: 'logout',
        outcome: 'passed',
        evidence: [{ label: 'Message', value: 'x' }],
      },
    ]);
  });

  it('SAML-11 of a success has every step, also those without evidence', () => {
    const trace = new SignInTrace();
    trace.enter('state');
    trace.pass('state');
    trace.enter('verify');
    trace.pass('verify', [{ label: 'Answer', value: 'x' }]);
    trace.enter('session');
    expect(trace.succeeded()).toEqual([
      { step: 'state', outcome: 'passed', evidence: [] },
      {
        step: 'verify',
        outcome: 'passed',
        evidence: [{ label: 'Answer', value: 'x' }],
      },
      ...['admit', 'resolve', 'apply', 'gate', 'session'].map(step => ({
        step,
        outcome: 'passed',
        evidence: [],
      })),
    ]);
  });

  it('SAML-11 knows of its SSO connection whether that is in debug mode', () => {
    const trace = new SignInTrace();
    expect(trace.debug).toBe(false);
    trace.through({ id: 'okta', debug: true });
    expect(trace).toMatchObject({ connectionId: 'okta', debug: true });
  });

  it('OPS-2 goes back when a transaction is run again', () => {
    const trace = new SignInTrace();
    trace.enter('state');
    trace.enter('session');
    trace.enter('apply');
    expect(shortOf(trace).at(-1)).toBe('apply refused');
  });
});
