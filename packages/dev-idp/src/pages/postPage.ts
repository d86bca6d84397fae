import { escapeHtml } from '../http/html';
import { layout } from './layout';
import { submitScript } from './submitScript';

/** Leads the browser on by a form that posts itself. */
export function postPage(action: string, fields: URLSearchParams): string {
  const inputs = [...fields].map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(
        value,
      )}">`,
  );
  return layout({
    title: 'Going on to the portal',
    script: submitScript,
    content: `<form method="post" action="${escapeHtml(action)}">
${inputs.join('\n')}
<div class="actions"><button class="primary" type="submit">Continue</button></div>
</form>`,
  });
}
