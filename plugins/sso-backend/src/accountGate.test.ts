import {
  type SsoAccountCondition,
  ssoAccountConditions,
  ssoAccountGate,
  type SsoGateCell,
  type SsoWayIn,
  ssoWaysIn,
} from '@latchkey/plugin-sso-common';
import { GateFlow, gatePortal } from './__testUtils__/gateFlow';
import { usePortal } from './__testUtils__/portalFixture';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

/** What a cell of the table says, in the words of `GateFlow.come`. */
function expectedOf(cell: SsoGateCell): string {
  return cell.verdict === 'refuse' ? cell.code : cell.verdict;
}

/**
 * What the table says of several states at once: the gravest decides. Before
 * that, somebody has to prove to be the owner, and where the answer is that to
 * a wrong password there is no password by which they could.
 */
function expectedOfAll(
  conditions: readonly SsoAccountCondition[],
  way: SsoWayIn,
): string {
  const cells = conditions.map(condition => ssoAccountGate[condition][way]);
  const answers = cells
    .filter(({ verdict }) => verdict !== 'admit')
    .map(expectedOf);
  return (
    answers.find(answer => answer === 'credentials-wrong') ??
    answers.at(0) ??
    'admit'
  );
}

describe.each(mainEngine(databases))('LOCAL-3 gate on %s', engine => {
  const fixture = usePortal(databases, engine, gatePortal);

  it.each(ssoWaysIn)(
    'lets an account in that nothing is wrong with, by %s',
    async way => {
      const flow = await GateFlow.create(fixture);
      expect(await flow.come(way)).toBe('admit');
    },
  );

  const cells = ssoAccountConditions.flatMap(condition =>
    ssoWaysIn.map(way => {
      const cell = ssoAccountGate[condition][way];
      return { condition, way, expected: expectedOf(cell) };
    }),
  );
  it.each(cells)(
    'LOCAL-3 gate: $condition by $way is $expected',
    async ({ condition, way, expected }) => {
      const flow = await GateFlow.create(fixture);
      await flow.bring(condition);
      expect(await flow.come(way)).toBe(expected);
    },
  );
});

describe.each(mainEngine(databases))('LOCAL-3 gate on %s', engine => {
  const fixture = usePortal(databases, engine, gatePortal);

  const several = ssoAccountConditions.slice(0, -1).flatMap((gravest, index) =>
    ssoWaysIn.map(way => {
      const all = ssoAccountConditions.slice(index);
      return { gravest, way, all, expected: expectedOfAll(all, way) };
    }),
  );
  it.each(several)(
    'LOCAL-3 gate: $gravest and all that is less grave, by $way, is $expected',
    async ({ all, way, expected }) => {
      const flow = await GateFlow.create(fixture);
      // A locked account confirms no authenticator, and there has to be a
      // password to guess at, which others take away.
      const first = ['secondFactorDue', 'locked'] as const;
      const rest = all.filter(other => !first.some(one => one === other));
      for (const condition of [...first, ...rest]) {
        if (all.includes(condition)) await flow.bring(condition);
      }
      expect(await flow.come(way)).toBe(expected);
    },
  );
});
