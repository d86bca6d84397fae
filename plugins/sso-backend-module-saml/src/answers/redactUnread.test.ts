import { randomBytes } from 'node:crypto';
import { redactUnread } from './redactUnread';

const secret = randomBytes(90).toString('base64');
const short = 'c2hvcnQ=';

describe('redactUnread', () => {
  it.each([
    'ds:SignatureValue',
    'SignatureValue',
    'ds:DigestValue',
    'xenc:CipherValue',
    'ds:X509Certificate',
  ])('SAML-11 takes out what stands in %s', name => {
    const redacted = redactUnread(
      `<a><${name} Id="x">\n${secret}\n${short}</${name}><b>kept</b></a>`,
    );
    expect(redacted).toBe(
      `<a><${name} Id="x">[${
        secret.length + short.length + 2
      } characters]</${name}><b>kept</b></a>`,
    );
  });

  it.each([
    ['a comment', `<SignatureValue><!-- -->${secret}</SignatureValue>`],
    ['CDATA', `<SignatureValue><![CDATA[${secret}]]></SignatureValue>`],
    ['an attribute', `<a b="${secret}"/>`],
    ['what is no XML', `SignatureValue>${secret}`],
  ])('takes keys and signatures out of %s', (_, xml) => {
    expect(redactUnread(xml)).not.toContain(secret.slice(0, 60));
  });

  it('leaves names, times and texts alone', () => {
    const xml =
      '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">ada</saml:NameID><t>2026-11-22T10:00:00Z</t>';
    expect(redactUnread(xml)).toBe(xml);
  });

  it('is bounded', () => {
    expect(redactUnread('<a> '.repeat(100_000)).length).toBeLessThan(101_000);
  });
});
