/** What links into the sign-in page hold in their fragment: `#sso-reset=…`. */
export const signInKeyKinds = [
  'setup',
  'reset',
  'challenge',
  'recovery',
] as const;

/** A key of a link into the sign-in page. */
export interface SignInKey {
  readonly kind: (typeof signInKeyKinds)[number];
  readonly key: string;
}

/** The key in the fragment of an address. */
export function readSignInKey(address: string): SignInKey | undefined {
  const parameters = new URLSearchParams(new URL(address).hash.slice(1));
  for (const kind of signInKeyKinds) {
    const key = parameters.get(`sso-${kind}`);
    if (key) {
      return { kind, key };
    }
  }
  return undefined;
}
