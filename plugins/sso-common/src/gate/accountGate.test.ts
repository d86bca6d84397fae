import { ssoErrors } from '../errors/errorCodes';
import {
  ssoAccountConditions,
  ssoAccountGate,
  type SsoWayIn,
  ssoWaysIn,
} from './accountGate';

const cells = ssoAccountConditions.flatMap(condition =>
  ssoWaysIn.map(way => ({
    condition,
    way,
    cell: ssoAccountGate[condition][way],
  })),
);

describe('ssoAccountGate', () => {
  it('LOCAL-3 says something of every condition and every way in', () => {
    expect(cells).toHaveLength(30);
    expect(Object.keys(ssoAccountGate)).toEqual([...ssoAccountConditions]);
    for (const { cell } of cells) {
      expect(cell.reason).toMatch(/^[A-Z].*\.$/);
      expect(
        cell.verdict !== 'refuse' || Object.hasOwn(ssoErrors, cell.code),
      ).toBe(true);
    }
  });

  it('LOCAL-3 lets nobody into a disabled account', () => {
    for (const way of ssoWaysIn) {
      expect(ssoAccountGate.disabled[way]).toMatchObject({
        verdict: 'refuse',
        code: 'account-disabled',
      });
    }
  });

  it.each(['wrongSource', 'locked', 'resetPending'] as const)(
    'LOCAL-2 G12 answers a password like a wrong one when an account is %s',
    condition => {
      expect(ssoAccountGate[condition].local).toMatchObject({
        verdict: 'refuse',
        code: 'credentials-wrong',
      });
    },
  );

  it('LOCAL-4 asks for the second factor by every proof of a person', () => {
    const asked: SsoWayIn[] = ['local', 'sso', 'connect'];
    expect(
      ssoWaysIn.filter(
        way => ssoAccountGate.secondFactorDue[way].verdict === 'challenge',
      ),
    ).toEqual(asked);
  });

  it('treats portals and providers alike', () => {
    for (const condition of ssoAccountConditions) {
      expect(ssoAccountGate[condition].connect).toEqual(
        ssoAccountGate[condition].sso,
      );
    }
  });
});
