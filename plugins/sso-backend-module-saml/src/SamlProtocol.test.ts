import {
  developmentPeople,
  DevSamlIdp,
  startDevSamlIdp,
} from '@latchkey/dev-idp';
import { registerPortal } from './__testUtils__/portal';
import { signIn } from './__testUtils__/signIn';

const manyGroups = Array.from({ length: 220 }, (_, i) => `Group; ${i}, of/all`);

describe('SamlProtocol, who somebody is', () => {
  let idp: DevSamlIdp;

  beforeAll(async () => {
    const [alice, bob] = developmentPeople;
    idp = await startDevSamlIdp({
      people: [alice, { ...bob, groups: manyGroups }],
    });
    registerPortal(idp);
  });

  afterAll(() => idp.stop());

  it('SAML-3 says who somebody is, by names and by friendly names', async () => {
    const [alice] = idp.people;
    const { identity } = await signIn(idp, {
      settings: {
        usernameAttribute: 'uid',
        displayNameAttribute: 'displayName',
        groupAttribute: 'groups',
        emailsVerified: true,
      },
    });
    expect(identity).toMatchObject({
      issuer: idp.entityId,
      subject: alice.subject,
      username: alice.username,
      displayName: alice.name,
      givenName: alice.givenName,
      familyName: alice.familyName,
      email: alice.email,
      emailVerified: true,
      groups: alice.groups,
      attributes: {
        mail: [alice.email],
        'urn:oid:0.9.2342.19200300.100.1.3': [alice.email],
        groups: alice.groups,
      },
      providerSession: {
        id: expect.stringMatching(/\S/),
        principal: expect.stringContaining(alice.subject),
        memory: {
          nameId: {
            value: alice.subject,
            format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
          },
        },
        authenticatedAt: expect.any(Date),
      },
    });
  });

  it('SAML-3 takes more than 200 groups, each as it is', async () => {
    const { identity } = await signIn(idp, {
      person: idp.people[1],
      settings: { groupAttribute: 'groups' },
    });
    expect(identity.groups).toEqual(manyGroups);
  });
});
