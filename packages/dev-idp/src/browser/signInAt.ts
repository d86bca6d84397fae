import {
  BrowserStart,
  Credentials,
  FinalRedirect,
  IdpBrowser,
} from './IdpBrowser';

/**
 * Signs a person in at a provider's real login page, in a fresh browser, and
 * returns the redirect to the client without following it.
 *
 * @param idp - the provider, by its issuer or entity ID
 * @param start - where the client sends the browser
 * @param person - not needed where there is no login page
 * @throws Error when the password is refused or the provider shows an error.
 * @public
 */
export function signInAt(
  idp: { issuer: string },
  start: BrowserStart,
  person?: Credentials,
): Promise<FinalRedirect> {
  return IdpBrowser.create(idp).signIn(start, person);
}
