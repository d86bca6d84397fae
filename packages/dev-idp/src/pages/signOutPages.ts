import { escapeHtml } from '../http/html';
import { layout } from './layout';

/**
 * Asks whether to end the session here as well (RP-Initiated Logout 1.0 §2).
 *
 * @param form - the HTML form made by oidc-provider, with its id
 * `op.logoutForm`
 * @param options.byClient - whether an application sent the browser
 */
export function signOutPage(
  form: string,
  options: { byClient: boolean },
): string {
  const question = options.byClient
    ? 'The portal has signed you out. Do you want to sign out of this identity provider too?'
    : 'Do you want to sign out here and in every application?';
  return layout({
    title: 'Sign out?',
    content: `<p>${question}</p>
${form}
<div class="actions">
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button>
</div>`,
  });
}

/** Asks whether to sign out here and at every service provider. */
export function signOutEverywherePage(name: string): string {
  return layout({
    title: 'Sign out?',
    content: `<p>You are signed in as ${escapeHtml(
      name,
    )}. Do you want to sign out here and in every application?</p>
<form method="post">
<div class="actions">
<button class="primary" type="submit" name="logout" value="yes" autofocus>Sign out</button>
</div>
</form>`,
  });
}

/** Shown after signing out when there is nowhere to return to. */
export function signedOutPage(options: { complete?: boolean } = {}): string {
  return layout({
    title: 'Signed out',
    content:
      options.complete === false
        ? '<p class="alert" role="alert">You are signed out here, but not every application could be told.</p>'
        : '<p>You are signed out. You can close this page.</p>',
  });
}
