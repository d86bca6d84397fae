import { escapeHtml } from '../http/html';
import { DevPerson } from '../people';
import { fillScript } from './fillScript';
import { layout } from './layout';

/** What the login page shows. */
export interface LoginPageOptions {
  people: readonly DevPerson[];
  /** Filled in beforehand, for example from `login_hint`. */
  username: string;
  /** Whether username and password were wrong. */
  failed?: boolean;
}

/** The login page, with the people of the provider to choose from. */
export function loginPage(options: LoginPageOptions): string {
  return layout({
    title: 'Sign in',
    script: fillScript,
    content: `
${
  options.failed
    ? '<p class="alert" role="alert">Username or password is wrong.</p>'
    : ''
}
<form method="post">
<label for="username">Username</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus value="${escapeHtml(
      options.username,
    )}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="actions">
<button id="sign-in" class="primary" type="submit" name="action" value="sign-in">Sign in</button>
<button type="submit" name="action" value="cancel" formnovalidate>Cancel</button>
</div>
</form>
<section class="people" aria-labelledby="people">
<h2 id="people">Or fill in as</h2>
<ul>
${options.people.map(personButton).join('\n')}
</ul>
</section>`,
  });
}

function personButton(person: DevPerson): string {
  const about = person.groups.length ? person.groups.join(', ') : 'no groups';
  return `<li><button type="button" data-username="${escapeHtml(
    person.username,
  )}" data-password="${escapeHtml(person.password)}"><span>${escapeHtml(
    person.name,
  )}</span> <span>${escapeHtml(person.username)} · ${escapeHtml(
    about,
  )}</span></button></li>`;
}
