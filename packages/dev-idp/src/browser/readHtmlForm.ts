import { unescapeHtml } from '../http/html';

/** The first form of a page. */
export interface HtmlForm {
  /** Absolute URL. */
  action: string;
  /** The hidden fields. */
  fields: URLSearchParams;
  /** Whether it asks for a password. */
  asksForPassword: boolean;
  /** Whether a button of the page has the name `logout`. */
  asksToSignOut: boolean;
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return match ? unescapeHtml(match[1]) : undefined;
}

/**
 * Reads the first form of a page as a browser would, for the pages of this
 * package and of oidc-provider.
 */
export function readHtmlForm(
  html: string,
  pageUrl: string,
): HtmlForm | undefined {
  const form = /<form[^>]*>/.exec(html)?.[0];
  if (!form) {
    return undefined;
  }
  const inputs = html.match(/<input[^>]*>/g) ?? [];
  const fields = new URLSearchParams();
  for (const input of inputs) {
    const name = attribute(input, 'name');
    if (name && attribute(input, 'type') === 'hidden') {
      fields.append(name, attribute(input, 'value') ?? '');
    }
  }
  return {
    action: new URL(attribute(form, 'action') ?? pageUrl, pageUrl).href,
    fields,
    asksForPassword: inputs.some(
      input => attribute(input, 'type') === 'password',
    ),
    asksToSignOut: /<button[^>]*name="logout"/.test(html),
  };
}
