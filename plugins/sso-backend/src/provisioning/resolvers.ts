import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import type {
  SsoAccountCandidate,
  SsoCatalogUserCandidate,
  SsoResolution,
  SsoResolverDirectory,
  SsoSignInResolver,
} from '@latchkey/plugin-sso-node';

// Letters of other scripts look like these; addresses with them find nobody.
const PLAIN_EMAIL = /^[\x21-\x7e]+$/;

/** An email that the provider proved; others never find an account (USER-4). */
function provenEmail({
  email,
  emailVerified,
}: AssertedIdentity): string | undefined {
  return email && emailVerified && PLAIN_EMAIL.test(email) ? email : undefined;
}

function onlyAccount(
  candidates: SsoAccountCandidate[],
  what: string,
): SsoResolution | undefined {
  if (candidates.length > 1) {
    return {
      kind: 'refuse',
      code: 'match-ambiguous',
      detail: `${candidates.length} accounts have this ${what}.`,
    };
  }
  return candidates.length === 1
    ? { kind: 'account', account: candidates[0] }
    : undefined;
}

function onlyCatalogUser(
  candidates: SsoCatalogUserCandidate[],
  what: string,
): SsoResolution | undefined {
  if (candidates.length > 1) {
    return {
      kind: 'refuse',
      code: 'match-ambiguous',
      detail: `${candidates.length} Catalog users have this ${what}.`,
    };
  }
  return candidates.length === 1
    ? { kind: 'catalogUser', entityRef: candidates[0].entityRef }
    : undefined;
}

type Texts = ReadonlyArray<string | undefined>;

/** A resolver that compares one value of the identities with the directory. */
function matching<TCandidate>(
  texts: Pick<SsoSignInResolver, 'name' | 'title' | 'description'>,
  options: {
    valueOf: (identity: AssertedIdentity) => string | undefined;
    find: (
      directory: SsoResolverDirectory,
      values: Texts,
    ) => Promise<TCandidate[][]>;
    only: (candidates: TCandidate[]) => SsoResolution | undefined;
  },
): SsoSignInResolver {
  return {
    ...texts,
    async resolve(identities, directory) {
      const found = await options.find(
        directory,
        identities.map(options.valueOf),
      );
      return found.map(options.only);
    },
  };
}

/**
 * The sign-in resolvers that every portal has, in the order in which the
 * settings page lists them (USER-13).
 */
export const builtInResolvers: readonly SsoSignInResolver[] = [
  {
    name: 'linkedIdentity',
    title: 'Linked identity',
    description:
      'The account that this person of the provider was connected with before.',
    async resolve(identities, directory) {
      const linked = await directory.findLinkedAccounts(identities);
      return linked.map(account =>
        account ? { kind: 'account', account } : undefined,
      );
    },
  },
  matching(
    {
      name: 'emailMatchingAccount',
      title: 'Account with the same email',
      description:
        'An account with the same email, when the provider proved the email.',
    },
    {
      valueOf: provenEmail,
      find: (directory, emails) => directory.findAccountsByEmail(emails),
      only: candidates => onlyAccount(candidates, 'email'),
    },
  ),
  matching(
    {
      name: 'usernameMatchingAccount',
      title: 'Account with the same username',
      description:
        'An account with the same username. Only for providers where people cannot choose their username.',
    },
    {
      valueOf: ({ username }) => username,
      find: (directory, names) => directory.findAccountsByUsername(names),
      only: candidates => onlyAccount(candidates, 'username'),
    },
  ),
  matching(
    {
      name: 'idNumberMatchingAccount',
      title: 'Account with the same ID number',
      description: 'An account with the same student or staff number.',
    },
    {
      valueOf: ({ idNumber }) => idNumber,
      find: (directory, numbers) => directory.findAccountsByIdNumber(numbers),
      only: candidates => onlyAccount(candidates, 'ID number'),
    },
  ),
  matching(
    {
      name: 'emailMatchingCatalogUser',
      title: 'Catalog user with the same email',
      description:
        'A user of the Catalog, from another source, with the same proven email.',
    },
    {
      valueOf: provenEmail,
      find: (directory, emails) => directory.findCatalogUsersByEmail(emails),
      only: candidates => onlyCatalogUser(candidates, 'email'),
    },
  ),
  matching(
    {
      name: 'usernameMatchingCatalogUser',
      title: 'Catalog user with the same username',
      description:
        'A user of the Catalog, from another source, whose name is the username. Only for providers where people cannot choose their username.',
    },
    {
      valueOf: ({ username }) => username,
      find: (directory, names) => directory.findCatalogUsersByName(names),
      only: candidates => onlyCatalogUser(candidates, 'name'),
    },
  ),
  {
    name: 'createAccount',
    title: 'Create users',
    description:
      'Make a new account for people who have none. Without this step they are told that they have no account.',
    async resolve(identities) {
      return identities.map(() => ({ kind: 'create' }));
    },
  },
];
