import {
  type AssertionParts,
  at,
  conditionsXml,
  confirmationXml,
  testUrls,
} from '../__testUtils__/answerXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { honestConfirmation, useAnswers } from '../__testUtils__/useAnswers';

const { acs, portal } = testUrls;
const confirmed = (data: string) => confirmationXml({ data });

describe('whom an answer is from and for', () => {
  const { verify } = useAnswers();

  it('SAML-12 accepts the honest twin of all that follows', () => {
    expect(verify().nameId.value).toBe('alice');
  });

  const refused: Array<[string, AssertionParts, string]> = [
    [
      'M01 another audience',
      {
        conditions: conditionsXml({
          audiences: [['https://other.example.com']],
        }),
      },
      'audience-mismatch',
    ],
    [
      'M02 an audience that begins alike',
      { conditions: conditionsXml({ audiences: [[`${portal}/more`]] }) },
      'audience-mismatch',
    ],
    [
      'M02 the beginning of the audience',
      { conditions: conditionsXml({ audiences: [[portal.slice(0, -1)]] }) },
      'audience-mismatch',
    ],
    [
      'M03 no audience',
      { conditions: conditionsXml({ audiences: [] }) },
      'audience-mismatch',
    ],
    [
      'M03 an empty restriction',
      { conditions: conditionsXml({ audiences: [[]] }) },
      'audience-mismatch',
    ],
    ['M03 no conditions', { conditions: '' }, 'audience-mismatch'],
    [
      'M04 two restrictions of which one fits',
      {
        conditions: conditionsXml({
          audiences: [[portal], ['https://other.example.com']],
        }),
      },
      'audience-mismatch',
    ],
    [
      'an unknown condition',
      { conditions: conditionsXml({ extra: '<saml:Condition/>' }) },
      'structure-invalid',
    ],
    [
      'M06 another recipient',
      {
        confirmations: confirmed(
          honestConfirmation.replace('/callback', '/evil'),
        ),
      },
      'recipient-mismatch',
    ],
    [
      'M07 no recipient',
      {
        confirmations: confirmed(
          honestConfirmation.replace(/Recipient="[^"]*"/, ''),
        ),
      },
      'recipient-mismatch',
    ],
    [
      'M09 another request',
      {
        confirmations: confirmed(
          honestConfirmation.replace('_request', '_other'),
        ),
      },
      'request-mismatch',
    ],
    [
      'M10 no request',
      {
        confirmations: confirmed(
          honestConfirmation.replace('InResponseTo="_request"', ''),
        ),
      },
      'request-mismatch',
    ],
    [
      'M18 NotBefore in bearer data',
      {
        confirmations: confirmed(
          `${honestConfirmation} NotBefore="${at(-60)}"`,
        ),
      },
      'confirmation-invalid',
    ],
    ['M19 no confirmation', { confirmations: '' }, 'confirmation-invalid'],
    [
      'M19 a confirmation without data',
      {
        confirmations:
          '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/>',
      },
      'confirmation-invalid',
    ],
    [
      'M20 holder-of-key',
      {
        confirmations: confirmationXml({
          method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
        }),
      },
      'confirmation-invalid',
    ],
    [
      'M20 sender-vouches',
      {
        confirmations: confirmationXml({
          method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
        }),
      },
      'confirmation-invalid',
    ],
    [
      'M22 an issuer that is another provider',
      { issuer: '<saml:Issuer>https://other.example.com/saml</saml:Issuer>' },
      'issuer-mismatch',
    ],
    [
      'M22 an issuer that begins alike',
      { issuer: `<saml:Issuer>${testUrls.idp}/</saml:Issuer>` },
      'issuer-mismatch',
    ],
    [
      'M22 an issuer of another format',
      {
        issuer: `<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${testUrls.idp}</saml:Issuer>`,
      },
      'issuer-mismatch',
    ],
  ];

  it.each(refused)('refuses %s', (_, parts, code) => {
    expect(refusalOf(() => verify(parts)).code).toBe(`saml-${code}`);
  });

  it.each<[string, AssertionParts]>([
    [
      'M05 one of several audiences',
      {
        conditions: conditionsXml({
          audiences: [['https://other.example.com', portal]],
        }),
      },
    ],
    [
      'M04 two restrictions that both fit',
      {
        conditions: conditionsXml({
          audiences: [
            [portal, 'urn:x'],
            ['urn:y', portal],
          ],
        }),
      },
    ],
    [
      'an audience with white space around',
      { conditions: conditionsXml({ audiences: [[`\n  ${portal}\n`]] }) },
    ],
    [
      'OneTimeUse',
      { conditions: conditionsXml({ extra: '<saml:OneTimeUse/>' }) },
    ],
    [
      'M21 a second confirmation that fits',
      {
        confirmations: `${confirmationXml({
          method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
        })}${confirmed(
          honestConfirmation.replace('/callback', '/other'),
        )}${confirmationXml()}`,
      },
    ],
  ])('accepts %s', (_, parts) => {
    expect(verify(parts).nameId.value).toBe('alice');
  });

  it('shows what was expected and received, and all that passed before', () => {
    const { evidence } = refusalOf(() =>
      verify({ conditions: conditionsXml({ audiences: [['urn:other']] }) }),
    );
    expect(evidence).toContainEqual({
      label: 'Assertion: audience',
      value: { expected: portal, received: ['urn:other'], passed: false },
    });
    expect(evidence).toContainEqual({
      label: 'Response: destination',
      value: { expected: acs, received: acs, passed: true },
    });
  });
});
