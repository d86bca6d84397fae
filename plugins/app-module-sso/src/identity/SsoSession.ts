import type {
  BackstageUserIdentity,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';

/**
 * What the refresh endpoint answers: who is signed in, and a Backstage token.
 */
export interface SsoSession {
  readonly profile: ProfileInfo;
  readonly token: string;
  readonly identity: BackstageUserIdentity;
}

/** Reads the answer of the refresh endpoint; throws when it is another. */
export function readSsoSession(body: unknown): SsoSession {
  const { profile, backstageIdentity } = (body ?? {}) as {
    profile?: ProfileInfo;
    backstageIdentity?: { token?: unknown; identity?: BackstageUserIdentity };
  };
  const { token, identity } = backstageIdentity ?? {};
  if (
    typeof token !== 'string' ||
    typeof identity?.userEntityRef !== 'string' ||
    !Array.isArray(identity.ownershipEntityRefs)
  ) {
    throw new TypeError('The answer of the auth plugin is not a session');
  }

  return {
    profile: {
      displayName: profile?.displayName,
      email: profile?.email,
      picture: profile?.picture,
    },
    token,
    identity: {
      type: 'user',
      userEntityRef: identity.userEntityRef,
      ownershipEntityRefs: identity.ownershipEntityRefs,
    },
  };
}
