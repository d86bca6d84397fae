import {
  assertionXml,
  at,
  confirmationXml,
  responseXml,
  type ResponseParts,
  statusXml,
  testUrls,
} from '../__testUtils__/answerXml';
import { answerOptions } from '../__testUtils__/answerOptions';
import { refusalOf } from '../__testUtils__/refusalOf';
import { honestConfirmation, useAnswers } from '../__testUtils__/useAnswers';
import { verifyAnswer } from './verifyAnswer';

const { acs } = testUrls;
const confirmed = (data: string) => confirmationXml({ data });

describe('what a response says around its assertion', () => {
  const { provider, verify } = useAnswers();

  it('SAML-12 accepts the honest twin of all that follows', () => {
    expect(verify().nameId.value).toBe('alice');
  });

  const attributesOf = (changes: Record<string, string | undefined>) =>
    Object.entries({
      Version: '2.0',
      IssueInstant: at(-5),
      Destination: acs,
      InResponseTo: '_request',
      ...changes,
    })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}="${value}"`)
      .join(' ');
  const issuer = (value: string) =>
    `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${value}</saml:Issuer>`;

  const responses: Array<[string, ResponseParts, string]> = [
    [
      'M08 another destination',
      { attributes: attributesOf({ Destination: `${acs}/x` }) },
      'recipient-mismatch',
    ],
    [
      'M08 an empty destination',
      { attributes: attributesOf({ Destination: '' }) },
      'recipient-mismatch',
    ],
    [
      'M11 another request',
      { attributes: attributesOf({ InResponseTo: '_other' }) },
      'request-mismatch',
    ],
    [
      'M10 no request',
      { attributes: attributesOf({ InResponseTo: undefined }) },
      'request-mismatch',
    ],
    [
      'M15 a response of the future',
      { attributes: attributesOf({ IssueInstant: at(61) }) },
      'not-yet-valid',
    ],
    [
      'M17 garbage for IssueInstant',
      { attributes: attributesOf({ IssueInstant: 'now' }) },
      'time-invalid',
    ],
    [
      'M24 version 1.1',
      { attributes: attributesOf({ Version: '1.1' }) },
      'structure-invalid',
    ],
    [
      'M22 another issuer',
      { issuer: issuer('https://other.example.com') },
      'issuer-mismatch',
    ],
    ['M24 a failed status', { status: statusXml('Responder') }, 'status'],
    [
      'M24 a failed status with success below',
      { status: statusXml('Responder', 'Success') },
      'status',
    ],
    ['M24 no status', { status: '' }, 'structure-invalid'],
    [
      'two statuses',
      { status: statusXml('Success') + statusXml('Success') },
      'structure-invalid',
    ],
    [
      'S12 an assertion in StatusDetail',
      {
        status: statusXml('Success').replace(
          '</samlp:Status>',
          '<samlp:StatusDetail><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/></samlp:StatusDetail></samlp:Status>',
        ),
      },
      'structure-invalid',
    ],
  ];

  it.each(responses)('refuses a response with %s', (_, parts, code) => {
    expect(refusalOf(() => verify({}, parts)).code).toBe(`saml-${code}`);
  });

  it('accepts a response without issuer and destination that is not signed itself', () => {
    const attributes = attributesOf({ Destination: undefined });
    expect(verify({}, { issuer: '', attributes }).nameId.value).toBe('alice');
  });

  it('M08 refuses a signed response without destination', () => {
    const parts = { attributes: attributesOf({ Destination: undefined }) };
    const sign = (response: ResponseParts) =>
      answerOptions(
        provider(),
        provider().sign(
          provider().sign(responseXml(assertionXml(), response)),
          {
            element: 'Response',
          },
        ),
        { wantResponseSigned: true },
      );
    expect(refusalOf(() => verifyAnswer(sign(parts))).code).toBe(
      'saml-recipient-mismatch',
    );
    expect(verifyAnswer(sign({})).nameId.value).toBe('alice');
  });

  it.each(['AuthnFailed', 'RequestDenied'])(
    'reports %s as a sign-in that was declined',
    code => {
      const refusal = refusalOf(() =>
        verify({}, { status: statusXml('Responder', code) }),
      );
      expect(refusal.code).toBe('provider-denied');
      expect(refusal.detail).toContain(code);
    },
  );

  it('shows what the provider says about a failure, cleaned and cut', () => {
    const status = statusXml('Requester').replace(
      '</samlp:Status>',
      `<samlp:StatusMessage>No\r\n&#x202E; &lt;b&gt;${'x'.repeat(
        2000,
      )}</samlp:StatusMessage></samlp:Status>`,
    );
    const { code, evidence } = refusalOf(() => verify({}, { status }));
    expect(code).toBe('saml-status');
    const value = evidence.find(({ label }) => label === 'Status')?.value;
    expect(value).toMatchObject({
      reported: ['urn:oasis:names:tc:SAML:2.0:status:Requester'],
      message: expect.stringMatching(/^No <b>x{494}$/),
    });
  });

  it('M13 takes an unsolicited answer only when it answers to no request', () => {
    const attributes = attributesOf({ InResponseTo: undefined });
    const confirmations = confirmed(
      honestConfirmation.replace('InResponseTo="_request"', ''),
    );
    const unsolicited = { requestId: undefined };
    expect(
      verify({ confirmations }, { attributes }, unsolicited).nameId.value,
    ).toBe('alice');
    for (const action of [
      () => verify({}, {}, unsolicited),
      () => verify({ confirmations }, {}, unsolicited),
      () => verify({}, { attributes }, unsolicited),
      () => verify({ confirmations }, { attributes }),
    ]) {
      expect(refusalOf(action).code).toBe('saml-request-mismatch');
    }
  });
});
