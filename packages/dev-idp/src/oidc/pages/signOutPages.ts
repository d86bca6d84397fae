import { layout } from './layout';

/**
 * Asks whether to end the session here as well (RP-Initiated Logout 1.0 §2).
 *
 * @param form - the HTML form made by oidc-provider, with its id
 * `op.logoutForm`
 */
export function signOutPage(form: string): string {
  return layout({
    title: 'Sign out?',
    content: `<p>The portal has signed you out. Do you want to sign out of this identity provider too?</p>
${form}
<div class="actions">
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button>
</div>`,
  });
}

/** Shown after signing out when there is nowhere to return to. */
export function signedOutPage(): string {
  return layout({
    title: 'Signed out',
    content: '<p>You are signed out. You can close this page.</p>',
  });
}
