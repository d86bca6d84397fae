const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ESCAPES[character]);
}

/**
 * A page that posts a form to the provider by itself, with a button for
 * browsers without scripts.
 */
export function renderFormPost(options: {
  action: string;
  fields: Readonly<Record<string, string>>;
  nonce: string;
  /** Title of the page: what is going on. */
  title?: string;
}): string {
  const inputs = Object.entries(options.fields)
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(
          value,
        )}">`,
    )
    .join('\n      ');
  const nonce = escapeHtml(options.nonce);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(options.title ?? 'Signing in')}</title>
    <style nonce="${nonce}">
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
      body { display: grid; place-items: center; min-height: 90vh; }
      button { font: inherit; padding: .6rem 1.2rem; }
    </style>
  </head>
  <body>
    <form method="post" action="${escapeHtml(options.action)}">
      ${inputs}
      <button type="submit">Continue to the sign-in provider</button>
    </form>
    <script nonce="${nonce}">document.forms[0].submit();</script>
  </body>
</html>
`;
}
