import { generateKeyPairSync } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { assertionXml, responseXml } from '../__testUtils__/answerXml';
import { answerOptions } from '../__testUtils__/answerOptions';
import { encryptedXml } from '../__testUtils__/encryptedXml';
import { refusalOf } from '../__testUtils__/refusalOf';
import { TestProvider } from '../__testUtils__/TestProvider';
import { namespaces } from '../xml/namespaces';
import type { VerificationSettings } from './AnswerContext';
import { verifyAnswer } from './verifyAnswer';

describe('encrypted assertions', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let provider: TestProvider;
  let stranger: TestProvider;
  beforeAll(async () => {
    provider = await TestProvider.create();
    stranger = await TestProvider.create();
  });

  const verify = (xml: string, settings: Partial<VerificationSettings> = {}) =>
    verifyAnswer({
      ...answerOptions(provider, xml, settings),
      decryptionKeys: [keys.privateKey],
    });
  const codeOf = (xml: string, settings: Partial<VerificationSettings> = {}) =>
    refusalOf(() => verify(xml, settings)).code;

  const ofAssertion = () => provider.sign(responseXml(assertionXml()));
  const responseOnly = {
    wantAssertionsSigned: false,
    wantResponseSigned: true,
  };

  const cbc = { algorithm: `${namespaces.xenc}aes256-cbc` };
  const sealed = (xml: string, options = {}) =>
    responseXml(encryptedXml(xml, keys.publicKey, options));
  const signed = () => provider.sign(assertionXml());
  const wholly = (xml: string) => provider.sign(xml, { element: 'Response' });

  it('S34 accepts an assertion that is signed inside, outside, or both', () => {
    expect(verify(sealed(signed())).nameId.value).toBe('alice');
    expect(verify(sealed(signed(), cbc)).nameId.value).toBe('alice');
    expect(verify(wholly(sealed(signed()))).nameId.value).toBe('alice');
    expect(
      verify(wholly(sealed(assertionXml())), responseOnly).nameId.value,
    ).toBe('alice');
  });

  it('S34 refuses an assertion that is not signed at all', () => {
    expect(codeOf(sealed(assertionXml()))).toBe('saml-signature-missing');
    expect(
      codeOf(sealed(assertionXml()), { wantAssertionsSigned: false }),
    ).toBe('saml-signature-missing');
    expect(codeOf(wholly(sealed(assertionXml())))).toBe(
      'saml-signature-missing',
    );
  });

  it('S33 has one refusal for what CBC does not protect', () => {
    const code = 'saml-decryption-failed';
    expect(codeOf(sealed(assertionXml(), cbc))).toBe(code);
    expect(codeOf(sealed(stranger.sign(assertionXml()), cbc))).toBe(code);
    expect(codeOf(sealed('<saml:Assertion/>', cbc))).toBe(code);
    expect(codeOf(sealed(signed().replace('>alice<', '>admin<'), cbc))).toBe(
      code,
    );
    // With GCM, whose plaintext nobody could change, reasons are told.
    expect(codeOf(sealed(stranger.sign(assertionXml())))).toBe(
      'saml-signature-invalid',
    );
  });

  it('S34 refuses a second assertion, in the open or encrypted', () => {
    const one = encryptedXml(signed(), keys.publicKey);
    const open = assertionXml({ id: '_evil' });
    for (const content of [
      one + open,
      open + one,
      one + one.replace(/_key0/g, '_k'),
    ]) {
      expect(codeOf(responseXml(content))).toBe('saml-structure-invalid');
    }
    const inner = assertionXml({
      extra: `<saml:Advice>${one}</saml:Advice>`,
    });
    expect(codeOf(sealed(provider.sign(inner)))).toBe('saml-structure-invalid');
  });

  it('SAML-6 refuses an open assertion where encryption is wanted', () => {
    const wanted = { wantAssertionsEncrypted: true };
    expect(codeOf(ofAssertion(), wanted)).toBe('saml-encryption-missing');
    expect(verify(sealed(signed()), wanted).nameId.value).toBe('alice');
  });

  it('S31 parses one text only, however many keys come with it', () => {
    const { publicKey } = keys;
    const parse = jest.spyOn(DOMParser.prototype, 'parseFromString');
    const documents = (text: string) => {
      const xml = sealed(text, { otherKeys: Array(4).fill(publicKey) });
      parse.mockClear();
      return { code: codeOf(xml), parsed: parse.mock.calls.length };
    };
    // The response, and the text with and without namespaces around it.
    expect(documents('<evil/>')).toEqual({
      code: 'saml-decryption-failed',
      parsed: 3,
    });
    expect(documents(assertionXml()).code).toBe('saml-signature-missing');
    parse.mockRestore();
    const stranded = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(
      verify(sealed(signed(), { otherKeys: [stranded.publicKey] })).nameId
        .value,
    ).toBe('alice');
  });

  it('reads an encrypted NameID', () => {
    const nameId = encryptedXml(
      `<saml:NameID xmlns:saml="${namespaces.saml}" NameQualifier="q">bob</saml:NameID>`,
      keys.publicKey,
      { name: 'EncryptedID' },
    );
    expect(
      verify(provider.sign(responseXml(assertionXml({ nameId })))).nameId,
    ).toEqual({
      value: 'bob',
      format: undefined,
      nameQualifier: 'q',
      spNameQualifier: undefined,
    });
  });

  it('SAML-11 shows the message in debug mode without what makes it usable', () => {
    const { checks } = verifyAnswer({
      ...answerOptions(provider, sealed(signed())),
      decryptionKeys: [keys.privateKey],
      debug: true,
    });
    const shown = checks.filter(({ label }) =>
      ['Response', 'Assertion: decrypted'].includes(label),
    );
    expect(shown).toHaveLength(2);
    const text = JSON.stringify(shown);
    expect(text).toContain('alice');
    expect(text).toContain('[redacted]');
    expect(text).not.toMatch(/[A-Za-z0-9+/]{44}/);
  });
});
