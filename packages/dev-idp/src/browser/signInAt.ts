import { Credentials, FinalRedirect, IdpBrowser } from './IdpBrowser';

/**
 * Signs a person in at a provider's real login page, in a fresh browser, and
 * returns the redirect to the client without following it.
 *
 * @param idp - the provider, by its issuer
 * @param authorizationUrl - as the client made it
 * @param person - not needed where there is no login page
 * @throws Error when the password is refused or the provider shows an error.
 * @public
 */
export function signInAt(
  idp: { issuer: string },
  authorizationUrl: string | URL,
  person?: Credentials,
): Promise<FinalRedirect> {
  return IdpBrowser.create(idp).signIn(authorizationUrl, person);
}
