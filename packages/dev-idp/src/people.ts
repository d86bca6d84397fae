/**
 * An invented person who can sign in at a development identity provider.
 *
 * @public
 */
export interface DevPerson {
  /** What is typed on the login page. */
  username: string;
  /** Public on purpose: printed at start-up and shown on the login page. */
  password: string;
  /** `sub`: stable, and never the username, so that nobody mixes them up. */
  subject: string;
  /** `preferred_username`, when it is not the username typed. */
  preferredUsername?: string;
  name: string;
  givenName: string;
  familyName: string;
  email: string;
  emailVerified: boolean;
  groups: string[];
  /** `realm_access.roles`, nested as Keycloak sends it. */
  roles: string[];
  /** BCP 47 language tag. */
  locale: string;
  /** URL of a picture. */
  picture?: string;
}

/**
 * The people every development identity provider knows unless told otherwise:
 * two ordinary ones, one without a verified address or any group, and one who
 * claims the username and address of an administrator.
 *
 * @public
 */
export const developmentPeople: readonly DevPerson[] = [
  {
    username: 'alice',
    password: 'alice-password',
    subject: 'a3f0c1d2-alice',
    name: 'Alice Ferreira',
    givenName: 'Alice',
    familyName: 'Ferreira',
    email: 'alice.ferreira@example.test',
    emailVerified: true,
    groups: ['engineering', 'platform'],
    roles: ['portal-admin', 'developer'],
    locale: 'pt-PT',
  },
  {
    username: 'bob',
    password: 'bob-password',
    subject: 'b81e4490-bob',
    name: 'Bob Okafor',
    givenName: 'Bob',
    familyName: 'Okafor',
    email: 'bob.okafor@example.test',
    emailVerified: true,
    groups: ['engineering'],
    roles: ['developer'],
    locale: 'en-GB',
  },
  {
    username: 'carol',
    password: 'carol-password',
    subject: 'c5527a6b-carol',
    name: 'Carol Lindqvist',
    givenName: 'Carol',
    familyName: 'Lindqvist',
    email: 'carol.lindqvist@example.test',
    emailVerified: false,
    groups: [],
    roles: [],
    locale: 'sv-SE',
  },
  {
    username: 'dana',
    password: 'dana-password',
    subject: 'd90b3e18-dana',
    preferredUsername: 'admin',
    name: 'Dana Petrov',
    givenName: 'Dana',
    familyName: 'Petrov',
    email: 'admin@example.test',
    emailVerified: true,
    groups: ['engineering'],
    roles: ['developer'],
    locale: 'en-US',
  },
];

/** The OpenID Connect claims of a person (OpenID Connect Core §5.1). */
export function claimsOf(
  person: DevPerson,
): { sub: string } & Record<string, unknown> {
  return {
    sub: person.subject,
    preferred_username: person.preferredUsername ?? person.username,
    name: person.name,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    email_verified: person.emailVerified,
    groups: person.groups,
    realm_access: { roles: person.roles },
    locale: person.locale,
    ...(person.picture ? { picture: person.picture } : {}),
  };
}
