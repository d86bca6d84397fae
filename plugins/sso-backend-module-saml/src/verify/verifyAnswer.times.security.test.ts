import {
  type AssertionParts,
  at,
  authnStatementXml,
  conditionsXml,
  confirmationXml,
  testNow,
} from '../__testUtils__/answerXml';
import { answerOptions } from '../__testUtils__/answerOptions';
import { refusalOf } from '../__testUtils__/refusalOf';
import { honestConfirmation, useAnswers } from '../__testUtils__/useAnswers';

const confirmed = (data: string) => confirmationXml({ data });
const period = (text: string) => conditionsXml({ period: text });

describe('times of an answer', () => {
  const { provider, verify } = useAnswers();

  it('SAML-12 accepts the honest twin of all that follows', () => {
    expect(verify().nameId.value).toBe('alice');
  });

  const refused: Array<[string, AssertionParts, string]> = [
    [
      'M14 an expired confirmation',
      {
        confirmations: confirmed(honestConfirmation.replace(at(300), at(-61))),
      },
      'expired',
    ],
    [
      'M14 expired conditions',
      { conditions: period(`NotOnOrAfter="${at(-61)}"`) },
      'expired',
    ],
    [
      'M14 conditions expired on the second',
      { conditions: period(`NotOnOrAfter="${at(-60)}"`) },
      'expired',
    ],
    [
      'M15 conditions of the future',
      { conditions: period(`NotBefore="${at(61)}" NotOnOrAfter="${at(300)}"`) },
      'not-yet-valid',
    ],
    [
      'M15 an assertion of the future',
      { attributes: `Version="2.0" IssueInstant="${at(61)}"` },
      'not-yet-valid',
    ],
    [
      'M15 an authentication in the future',
      { authnStatement: authnStatementXml(`AuthnInstant="${at(61)}"`) },
      'not-yet-valid',
    ],
    [
      'M16 a confirmation without end',
      {
        confirmations: confirmed(
          honestConfirmation.replace(/NotOnOrAfter="[^"]*"/, ''),
        ),
      },
      'time-invalid',
    ],
    [
      'M16 an assertion without IssueInstant',
      { attributes: 'Version="2.0"' },
      'time-invalid',
    ],
    [
      'M16 an authentication without time',
      { authnStatement: authnStatementXml('SessionIndex="_session"') },
      'time-invalid',
    ],
    [
      'M17 garbage for an end',
      {
        confirmations: confirmed(
          honestConfirmation.replace(at(300), 'tomorrow'),
        ),
      },
      'time-invalid',
    ],
    [
      'M17 garbage in the conditions',
      { conditions: period(`NotOnOrAfter="2026-13-45T00:00:00Z"`) },
      'time-invalid',
    ],
    [
      'M17 an empty end',
      { conditions: period(`NotOnOrAfter=""`) },
      'time-invalid',
    ],
    [
      'M17 garbage for the end of the session',
      {
        authnStatement: authnStatementXml(
          `AuthnInstant="${at(-30)}" SessionNotOnOrAfter="x"`,
        ),
      },
      'time-invalid',
    ],
    [
      'M17 an end before the beginning',
      { conditions: period(`NotBefore="${at(30)}" NotOnOrAfter="${at(20)}"`) },
      'time-invalid',
    ],
  ];

  it.each(refused)('refuses %s', (_, parts, code) => {
    expect(refusalOf(() => verify(parts)).code).toBe(`saml-${code}`);
  });

  it.each<[string, AssertionParts]>([
    [
      'M14 conditions within the tolerance',
      { conditions: period(`NotOnOrAfter="${at(-59)}"`) },
    ],
    [
      'M15 a clock that is ahead within the tolerance',
      { attributes: `Version="2.0" IssueInstant="${at(60)}"` },
    ],
    ['conditions without period', { conditions: period('') }],
  ])('accepts %s', (_, parts) => {
    expect(verify(parts).nameId.value).toBe('alice');
  });

  it('M14 never tolerates more than three minutes', () => {
    const { settings } = answerOptions(provider(), '');
    const generous = { settings: { ...settings, clockToleranceSeconds: 3600 } };
    const late = (seconds: number) =>
      verify(
        { conditions: period(`NotOnOrAfter="${at(-seconds)}"`) },
        {},
        generous,
      );
    expect(late(179).nameId.value).toBe('alice');
    expect(refusalOf(() => late(180)).code).toBe('saml-expired');
  });

  it('M14 measures a clock that is three minutes off', () => {
    const now = new Date(testNow.getTime() + 8 * 60_000 + 5000);
    const refusal = refusalOf(() => verify({}, {}, { now }));
    expect(refusal.code).toBe('saml-expired');
    expect(refusal.detail).toContain('185 seconds ago');
    expect(refusal.detail).toContain('490 seconds before it came');
    expect(refusal.evidence).toContainEqual({
      label: 'Assertion: clocks',
      value: {
        provider: at(-5),
        portal: now.toISOString(),
        differenceSeconds: -490,
        toleranceSeconds: 60,
      },
    });
  });

  it('says until when the answer could come again', () => {
    expect(verify().expiresAt.toISOString()).toBe(at(360));
    expect(
      verify({ conditions: period(`NotOnOrAfter="${at(100)}"`) }).expiresAt,
    ).toEqual(new Date(at(160)));
  });
});
