import type { Page } from '@playwright/test';

/** An answer of the portal to the browser. */
export interface Answer {
  readonly url: string;
  readonly text: string;
}

/**
 * Keeps what the APIs of a portal answer to a page from now on.
 *
 * @returns what came so far
 */
export function watchAnswers(
  page: Page,
  portalUrl: string,
): () => Promise<Answer[]> {
  const answers: Array<Promise<Answer>> = [];
  page.on('response', response => {
    if (response.url().startsWith(`${portalUrl}/api/`)) {
      const url = response.url().split('?')[0];
      answers.push(
        response.text().then(
          text => ({ url, text }),
          // Redirects have no body to read.
          () => ({ url, text: '' }),
        ),
      );
    }
  });
  return () => Promise.all(answers);
}
