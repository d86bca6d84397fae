import { createHash } from 'node:crypto';
import { escapeHtml } from '../http/html';
import { fillScript } from './fillScript';
import { stylesheet } from './stylesheet';
import { submitScript } from './submitScript';

function sourceHash(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}

/**
 * Browsers apply `form-action` to the redirects after a form post too, and a
 * sign-in ends at the portal; hence the loopback origins.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${sourceHash(stylesheet)}`,
  `script-src ${sourceHash(fillScript)} ${sourceHash(submitScript)}`,
  "form-action 'self' http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const emblem = `<svg class="emblem" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <rect width="48" height="48" rx="14" fill="currentColor"/>
  <g fill="none" stroke="var(--surface)" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round">
    <circle cx="18" cy="24" r="6.5"/><path d="M24.5 24H37M32 24v5.5M37 24v4"/>
  </g>
</svg>`;

/** One page: a heading, its content, and the warning not to rely on it. */
export function layout(page: {
  title: string;
  /** HTML. */
  content: string;
  /** HTML of the head. */
  head?: string;
  script?: string;
}): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(page.title)} – development identity provider</title>
${page.head ?? ''}
<style>${stylesheet}</style>
</head>
<body>
<main class="card">
<header>
${emblem}
<div><p class="eyebrow">Development identity provider</p>
<h1>${escapeHtml(page.title)}</h1></div>
</header>
${page.content}
</main>
<p class="notice">Invented people with public passwords, on this computer only.</p>
${page.script ? `<script>${page.script}</script>` : ''}
</body>
</html>
`;
}
