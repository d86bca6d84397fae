import { escapeHtml } from '../http/html';
import { layout } from './layout';

/** Shown when a request cannot even be answered by a redirect. */
export function errorPage(error: string, description?: string): string {
  return layout({
    title: 'That did not work',
    content: `<p class="alert" role="alert">${escapeHtml(
      description ?? 'The request was refused.',
    )}</p>
<p>Error code: <code>${escapeHtml(error)}</code></p>`,
  });
}
