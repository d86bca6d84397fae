import type { SsoCheckFinding, SsoNotice } from '@latchkey/plugin-sso-common';
import { redact } from '../signIn/redact';

/** More than anybody reads. */
const MAX_NOTICES = 50;
const MAX_CODE_LENGTH = 100;

function isSame(a: SsoNotice, b: SsoNotice): boolean {
  return a.title === b.title && a.code === b.code;
}

/**
 * What administrators should know of an SSO connection now. A notice that was
 * there before keeps the moment since when it is known; what passed is none.
 *
 * @returns all notices, and those among them that are new
 */
export function mergeNotices(
  before: readonly SsoNotice[],
  findings: readonly SsoCheckFinding[],
  at: Date,
): { notices: SsoNotice[]; added: SsoNotice[] } {
  const notices: SsoNotice[] = [];
  const added: SsoNotice[] = [];
  for (const finding of findings) {
    if (finding.outcome === 'passed') continue;
    const notice: SsoNotice = {
      // Providers have a say in these texts.
      title: redact(finding.title),
      outcome: finding.outcome,
      code: finding.code?.slice(0, MAX_CODE_LENGTH),
      detail: redact(finding.detail),
      advice: redact(finding.advice),
      since: at.toISOString(),
    };
    const known = before.find(other => isSame(other, notice));
    if (notices.length < MAX_NOTICES) {
      notices.push(known ? { ...notice, since: known.since } : notice);
      if (!known) added.push(notice);
    }
  }
  return { notices, added };
}
