import { escapeHtml } from '../http/html';
import { contentSecurityPolicy, layout } from './layout';

/** The policy of {@link frontChannelPage}: frames of clients may be in it. */
export const framesPolicy = `${contentSecurityPolicy}; frame-src http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*`;

/**
 * Tells applications by frames that a session has ended, then goes on.
 *
 * @param frames - addresses of the applications, with `iss` and `sid`
 * @param target - where the browser goes next
 */
export function frontChannelPage(
  frames: readonly string[],
  target: string,
): string {
  const content = frames.map(
    frame => `<iframe src="${escapeHtml(frame)}" title="" hidden></iframe>`,
  );
  return layout({
    title: 'Signing out',
    // Browsers follow it after the frames have loaded.
    head: `<meta http-equiv="refresh" content="0; url=${escapeHtml(target)}">`,
    content: `<p>You are being signed out of every application.</p>
${content.join('\n')}
<div class="actions"><a href="${escapeHtml(target)}">Continue</a></div>`,
  });
}
