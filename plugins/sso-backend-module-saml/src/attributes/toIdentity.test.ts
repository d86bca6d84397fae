import { readClaimPath } from '@latchkey/plugin-sso-node';
import { SamlSettings, samlSettingsSchema } from '../settings';
import type { SamlAttribute, VerifiedAnswer } from '../verify/VerifiedMessage';
import { toIdentity } from './toIdentity';

const formats = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
const targetedId = 'urn:oid:1.3.6.1.4.1.5923.1.1.10';
const audience = 'https://portal.example.com/metadata';

const attribute = (
  name: string,
  values: string[],
  friendlyName?: string,
): SamlAttribute => ({ name, friendlyName, values });

const answer: VerifiedAnswer = {
  assertionId: '_a',
  issuer: 'https://idp.example.com',
  nameId: { value: 'ada-1', format: `${formats}persistent` },
  attributes: [],
  expiresAt: new Date(0),
  signedBy: {} as VerifiedAnswer['signedBy'],
  checks: [],
};

const settingsWith = (more: Partial<SamlSettings> = {}): SamlSettings =>
  ({
    ...Object.fromEntries(
      Object.entries(samlSettingsSchema.shape).map(([name, field]) => [
        name,
        field.safeParse(undefined).data,
      ]),
    ),
    ...more,
  } as SamlSettings);

const identityOf = (
  attributes: SamlAttribute[],
  settings: Partial<SamlSettings> = {},
  more: Partial<VerifiedAnswer> = {},
) =>
  toIdentity(
    { ...answer, attributes, ...more },
    settingsWith(settings),
    audience,
  );

describe('toIdentity', () => {
  it('SAML-3 reads the attributes by their default names', () => {
    expect(
      identityOf([
        attribute(targetedId, ['target-1']),
        attribute('urn:oid:2.5.4.42', ['Ada']),
        attribute('urn:oid:2.5.4.4', ['Lovelace']),
        attribute('urn:oid:0.9.2342.19200300.100.1.3', ['ada@example.com']),
      ]),
    ).toMatchObject({
      issuer: 'https://idp.example.com',
      subject: 'target-1',
      username: 'target-1',
      givenName: 'Ada',
      familyName: 'Lovelace',
      email: 'ada@example.com',
      emailVerified: false,
      groups: undefined,
    });
  });

  it('SAML-3 takes the NameID where the identifier is not sent', () => {
    expect(identityOf([])).toMatchObject({
      subject: 'ada-1',
      username: 'ada-1',
    });
    expect(identityOf([attribute(targetedId, [])]).subject).toBe('ada-1');
  });

  it.each([
    'user_name',
    'http://schemas.example.com/claims/name',
    'urn:a:b:c',
    'a.b',
    '/a/b',
    'constructor',
  ])('SAML-3 finds %s by Name and by FriendlyName, as plain text', name => {
    const settings = { displayNameAttribute: name };
    expect(identityOf([attribute(name, ['Ada'])], settings).displayName).toBe(
      'Ada',
    );
    expect(
      identityOf([attribute('urn:x', ['Ada'], name)], settings).displayName,
    ).toBe('Ada');
    expect(
      identityOf([attribute(`${name}x`, ['Ada'], `x${name}`)], settings)
        .displayName,
    ).toBeUndefined();
  });

  it('believes Name before FriendlyName', () => {
    const identity = identityOf(
      [
        attribute('urn:evil', ['evil'], 'mail'),
        attribute('mail', ['ada@example.com']),
      ],
      { emailAttribute: 'mail' },
    );
    expect(identity.email).toBe('ada@example.com');
    expect(identity.attributes).toEqual({
      'urn:evil': ['evil'],
      mail: ['ada@example.com'],
    });
  });

  it('leaves a username out that the provider did not send', () => {
    expect(
      identityOf([], { usernameAttribute: 'uid' }).username,
    ).toBeUndefined();
    expect(
      identityOf([attribute('uid', [' ', 'ada'])], { usernameAttribute: 'uid' })
        .username,
    ).toBe('ada');
  });

  it('trusts emails only where the settings say so', () => {
    const mail = attribute('urn:oid:0.9.2342.19200300.100.1.3', ['a@b.test']);
    expect(identityOf([mail], { emailsVerified: true }).emailVerified).toBe(
      true,
    );
    expect(identityOf([], { emailsVerified: true }).emailVerified).toBe(false);
  });

  it('takes groups as whole values, 250 of them too', () => {
    const groups = Array.from({ length: 250 }, (_, i) => `cn=G ${i},ou=x;y`);
    expect(
      identityOf([attribute('groups', groups)], { groupAttribute: 'groups' })
        .groups,
    ).toEqual(groups);
    expect(
      identityOf([attribute('groups', [''])], { groupAttribute: 'groups' })
        .groups,
    ).toEqual([]);
    expect(identityOf([], { groupAttribute: 'groups' }).groups).toBeUndefined();
  });

  it('gives all attributes by both of their names', () => {
    const { attributes } = identityOf([
      attribute('urn:oid:2.5.4.42', ['Ada', 'Augusta'], 'givenName'),
      attribute('__proto__', ['evil'], '__proto__'),
      attribute('toString', ['x']),
    ]);
    expect(Object.entries(attributes)).toEqual([
      ['givenName', ['Ada', 'Augusta']],
      ['urn:oid:2.5.4.42', ['Ada', 'Augusta']],
      ['toString', ['x']],
    ]);
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
    expect(readClaimPath(attributes, 'urn:oid:2.5.4.42')).toEqual([
      'Ada',
      'Augusta',
    ]);
  });

  it.each([
    ['several values', ['one', 'two']],
    ['an empty value', [' ']],
  ])('refuses an identifier with %s', (_, values) => {
    expect(() => identityOf([attribute(targetedId, values)])).toThrow(
      expect.objectContaining({ code: 'saml-subject-missing' }),
    );
    // The same value twice is one value.
    expect(identityOf([attribute(targetedId, ['one', 'one'])]).subject).toBe(
      'one',
    );
  });

  it('refuses a transient NameID without another identifier', () => {
    const nameId = { value: 'random', format: `${formats}transient` };
    expect(() => identityOf([], {}, { nameId })).toThrow(
      expect.objectContaining({ code: 'saml-subject-missing' }),
    );
    expect(
      identityOf([attribute(targetedId, ['ada-1'])], {}, { nameId }).subject,
    ).toBe('ada-1');
  });

  it('names the session at the provider', () => {
    const nameId = {
      value: 'ada-1',
      format: `${formats}persistent`,
      nameQualifier: answer.issuer,
      spNameQualifier: audience,
    };
    const { providerSession } = identityOf(
      [],
      {},
      {
        nameId,
        sessionIndex: 'session-1',
        authenticatedAt: new Date(5000),
        authnContext: 'urn:password',
      },
    );
    expect(providerSession).toEqual({
      id: 'session-1',
      principal: JSON.stringify({
        value: 'ada-1',
        format: `${formats}persistent`,
      }),
      memory: { nameId, sessionIndex: 'session-1' },
      authenticatedAt: new Date(5000),
      methods: ['urn:password'],
    });
  });
});
