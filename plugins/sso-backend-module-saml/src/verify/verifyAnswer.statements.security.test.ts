import {
  type AssertionParts,
  at,
  attributeXml,
  authnStatementXml,
} from '../__testUtils__/answerXml';
import { answerOptions } from '../__testUtils__/answerOptions';
import { refusalOf } from '../__testUtils__/refusalOf';
import { useAnswers } from '../__testUtils__/useAnswers';

describe('what an assertion states', () => {
  const { provider, verify } = useAnswers();

  it('SAML-12 accepts the honest twin of all that follows', () => {
    expect(verify().nameId.value).toBe('alice');
  });

  it('SAML-4 refuses another authentication context than was asked for', () => {
    const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';
    const { settings } = answerOptions(provider(), '');
    const asking = (authnContext: string[]) => ({
      settings: { ...settings, authnContext },
    });
    const password = `${classes}PasswordProtectedTransport`;
    const token = `${classes}TimeSyncToken`;
    const refusal = refusalOf(() => verify({}, {}, asking([token])));
    expect(refusal.code).toBe('saml-authentication-missing');
    expect(refusal.detail).toContain('Authentication context');
    expect(verify({}, {}, asking([token, password])).authnContext).toBe(
      password,
    );
    const authnStatement = `${authnStatementXml()}${authnStatementXml().replace(
      password,
      token,
    )}`;
    expect(verify({ authnStatement }, {}, asking([token])).authnContext).toBe(
      token,
    );
  });

  it('SAML-4 refuses a sign-in from before the request when a new one was asked for', () => {
    const { settings } = answerOptions(provider(), '');
    const asking = (requestedAt: Date, forceAuthn = true) => ({
      settings: { ...settings, forceAuthn },
      requestedAt,
    });
    const { authenticatedAt } = verify();
    const moments = (seconds: number) =>
      new Date(Number(authenticatedAt) + seconds * 1000);
    const refusal = refusalOf(() => verify({}, {}, asking(moments(61))));
    expect(refusal.code).toBe('saml-authentication-missing');
    expect(refusal.detail).toContain('before the request');
    // The clocks may differ by the tolerance; others may have signed in before.
    expect(verify({}, {}, asking(moments(60))).nameId.value).toBe('alice');
    expect(verify({}, {}, asking(moments(600), false)).nameId.value).toBe(
      'alice',
    );
  });

  const refused: Array<[string, AssertionParts, string]> = [
    [
      'M24 version 1.1',
      { attributes: `Version="1.1" IssueInstant="${at(-5)}"` },
      'structure-invalid',
    ],
    [
      'M24 no version',
      { attributes: `IssueInstant="${at(-5)}"` },
      'structure-invalid',
    ],
    ['M24 no AuthnStatement', { authnStatement: '' }, 'authentication-missing'],
    [
      'M24 a session that has ended',
      {
        authnStatement: authnStatementXml(
          `AuthnInstant="${at(-30)}" SessionNotOnOrAfter="${at(-60)}"`,
        ),
      },
      'authentication-missing',
    ],
    ['M24 no NameID', { nameId: '' }, 'subject-missing'],
    ['M24 an empty NameID', { nameId: '<saml:NameID/>' }, 'subject-missing'],
    [
      'M24 a NameID of white space',
      { nameId: '<saml:NameID> \n </saml:NameID>' },
      'subject-missing',
    ],
    ['M24 a BaseID', { nameId: '<saml:BaseID/>' }, 'subject-missing'],
    [
      'M24 two NameIDs',
      {
        nameId:
          '<saml:NameID>alice</saml:NameID><saml:NameID>admin</saml:NameID>',
      },
      'structure-invalid',
    ],
    [
      'S20 a NameID with elements',
      {
        nameId:
          '<saml:NameID>alice<saml:Issuer>evil</saml:Issuer></saml:NameID>',
      },
      'structure-invalid',
    ],
    [
      'M24 an attribute twice',
      {
        attributeStatement: `<saml:AttributeStatement>${attributeXml(
          'a',
          '1',
        )}${attributeXml('a', '2')}</saml:AttributeStatement>`,
      },
      'structure-invalid',
    ],
    [
      'M24 an attribute twice in two statements',
      {
        attributeStatement: `<saml:AttributeStatement>${attributeXml(
          'a',
          '1',
        )}</saml:AttributeStatement><saml:AttributeStatement>${attributeXml(
          'a',
          '2',
        )}</saml:AttributeStatement>`,
      },
      'structure-invalid',
    ],
    [
      'an attribute without name',
      {
        attributeStatement: `<saml:AttributeStatement>${attributeXml(
          '',
          '1',
        )}</saml:AttributeStatement>`,
      },
      'structure-invalid',
    ],
    [
      'an encrypted attribute',
      {
        attributeStatement:
          '<saml:AttributeStatement><saml:EncryptedAttribute/></saml:AttributeStatement>',
      },
      'structure-invalid',
    ],
    [
      'something else among the attributes',
      {
        attributeStatement:
          '<saml:AttributeStatement><saml:Issuer/></saml:AttributeStatement>',
      },
      'structure-invalid',
    ],
    ['two Subjects', { extra: '<saml:Subject/>' }, 'structure-invalid'],
    [
      'S12 an assertion in Advice',
      { extra: `<saml:Advice><saml:Assertion/></saml:Advice>` },
      'structure-invalid',
    ],
  ];

  it.each(refused)('refuses %s', (_, parts, code) => {
    expect(refusalOf(() => verify(parts)).code).toBe(`saml-${code}`);
  });

  it.each<[string, AssertionParts]>([
    [
      'a session without index and end',
      { authnStatement: authnStatementXml(`AuthnInstant="${at(-30)}"`) },
    ],
    ['no attributes', { attributeStatement: '' }],
    [
      'Advice of something else',
      {
        extra:
          '<saml:Advice><saml:AssertionIDRef>x</saml:AssertionIDRef></saml:Advice>',
      },
    ],
  ])('accepts %s', (_, parts) => {
    expect(verify(parts).nameId.value).toBe('alice');
  });
});
