/**
 * The set-up key in the fragment `#sso-setup=<key>`.
 */
export function readSetupKey(address: string): string | undefined {
  const { hash } = new URL(address);
  return new URLSearchParams(hash.slice(1)).get('sso-setup') || undefined;
}
