import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import type {
  SsoResolution,
  SsoResolverDirectory,
  SsoSignInResolver,
} from '@latchkey/plugin-sso-node';
import { admit } from './admission';
import { identifierProblem } from './identifierProblem';
import type { ProvisioningScope, Refusal } from './types';
import { refuse } from './types';

/** Which account an identity gets, before names are checked. */
export type Resolved =
  | Refusal
  | {
      readonly kind: 'resolved';
      readonly identity: AssertedIdentity;
      readonly resolver: string;
      readonly resolution: Exclude<SsoResolution, { kind: 'refuse' }>;
    };

/**
 * Steps 2 and 3 of a sign-in for a batch of identities of one SSO connection:
 * admission, then the sign-in resolvers in order. Every resolver sees all
 * identities that are still open, so the number of look-ups does not grow
 * with the batch. Nothing is written.
 *
 * @returns in the order of the identities
 */
export async function resolveIdentities(
  scope: ProvisioningScope,
  identities: readonly AssertedIdentity[],
  resolvers: readonly SsoSignInResolver[],
  directory: SsoResolverDirectory,
): Promise<Resolved[]> {
  const results: Array<Resolved | undefined> = identities.map(identity => {
    const problem = identifierProblem(identity);
    if (problem) {
      return refuse('resolve', 'provider-response-invalid', problem);
    }
    const admission = admit(scope.policy, identity);
    return admission.admitted
      ? undefined
      : refuse('admit', 'not-admitted', admission.detail);
  });

  for (const resolver of resolvers) {
    const open = identities.flatMap((identity, index) =>
      results[index] ? [] : [{ identity, index }],
    );
    if (!open.length) break;
    const resolutions = await resolver.resolve(
      open.map(({ identity }) => identity),
      directory,
    );
    open.forEach(({ identity, index }, position) => {
      results[index] = judge(resolver, identity, resolutions[position]);
    });
  }

  return results.map(
    result =>
      result ??
      refuse('resolve', 'no-account', undefined, [
        {
          label: 'Sign-in resolvers that found nothing',
          value: resolvers.map(({ name }) => name),
        },
      ]),
  );
}

function judge(
  resolver: SsoSignInResolver,
  identity: AssertedIdentity,
  resolution: SsoResolution | undefined,
): Resolved | undefined {
  if (!resolution) {
    return undefined;
  }
  const evidence = [{ label: 'Sign-in resolver', value: resolver.name }];
  if (resolution.kind === 'refuse') {
    return refuse('resolve', resolution.code, resolution.detail, evidence);
  }
  // USER-4: whoever can make a provider say an administrator's email or
  // username must not become that administrator.
  if (
    resolution.kind === 'account' &&
    resolution.account.administrator &&
    resolver.name !== 'linkedIdentity'
  ) {
    return refuse(
      'resolve',
      'link-needs-administrator',
      `The account "${resolution.account.username}" is an administrator.`,
      evidence,
    );
  }
  return { kind: 'resolved', identity, resolver: resolver.name, resolution };
}
