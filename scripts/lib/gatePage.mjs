// The page docs/access-gate.md, made from the table that the backend decides by.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './toolchain.mjs';

const ts = createRequire(path.join(root, 'package.json'))('typescript');

/** @typedef {import('../../plugins/sso-common/src/gate/accountGate.ts')} Gate */

const CONDITIONS = {
  disabled: {
    title: 'Disabled',
    meaning: 'An administrator has disabled the account.',
  },
  wrongSource: {
    title: 'Of another source',
    meaning:
      'The account belongs to an SSO connection, and the person came with a password or through another one. Local accounts take every way.',
  },
  locked: {
    title: 'Locked',
    meaning:
      'Too many wrong passwords or codes, for a while (`sso.local.lockout`).',
  },
  inactive: {
    title: 'Inactive',
    meaning:
      'Not used for `sso.accounts.inactiveAccountDisable` days; never without that setting.',
  },
  resetPending: {
    title: 'Password reset pending',
    meaning:
      'An administrator has withdrawn the password and issued a link that sets a new one.',
  },
  secondFactorDue: {
    title: 'Second factor not proved yet',
    meaning:
      'The account has a second factor, and neither a code nor, where the SSO connection takes its word for it, the provider has proved it. SSO connections that never ask make it not due.',
  },
};

const WAYS = {
  local: 'Password',
  sso: 'Identity provider',
  connect: 'Another portal',
  refresh: 'Refresh of a session',
  recovery: 'Recovery link',
};

const VERDICTS = {
  admit: 'Let in',
  challenge: 'Asked for a code',
};

function formatCell(cell) {
  const verdict =
    cell.verdict === 'refuse'
      ? `Refused, \`${cell.code}\``
      : VERDICTS[cell.verdict];
  return `**${verdict}**. ${cell.reason}`;
}

/** The words of a condition or a way; a new one needs words here first. */
function nameOf(names, id) {
  if (!Object.hasOwn(names, id)) {
    throw new Error(`scripts/lib/gatePage.mjs has no words for "${id}".`);
  }
  return names[id];
}

/**
 * Loads the table from its source, which has no imports at run time.
 *
 * @returns {Promise<Gate>}
 */
export function loadGate() {
  const file = path.join(root, 'plugins/sso-common/src/gate/accountGate.ts');
  const script = ts.transpile(fs.readFileSync(file, 'utf8'), {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ESNext,
  });
  return import(`data:text/javascript,${encodeURIComponent(script)}`);
}

const row = cells => `| ${cells.join(' | ')} |`;

/**
 * @param {Pick<Gate, 'ssoAccountConditions' | 'ssoWaysIn' | 'ssoAccountGate'>} gate
 * @returns {string}
 */
export function formatGatePage({
  ssoAccountConditions,
  ssoWaysIn,
  ssoAccountGate,
}) {
  return [
    '# Who gets in',
    '',
    '<!-- Written by `node scripts/run.mjs gate`; do not edit. -->',
    '',
    'The last step of every way into the portal is one gate. It looks at the account, whoever has proved to be its owner. The rows stand in the order in which they decide: when several are true of an account, the first one that does not let the person in has the last word. An account of which none is true is let in.',
    '',
    'Where the answer is `credentials-wrong`, there is no password that counts, so nobody can prove to be the owner: it goes before all others.',
    '',
    row(['', ...ssoWaysIn.map(way => nameOf(WAYS, way))]),
    row(['---', ...ssoWaysIn.map(() => '---')]),
    ...ssoAccountConditions.map(condition =>
      row([
        `**${nameOf(CONDITIONS, condition).title}**`,
        ...ssoWaysIn.map(way => formatCell(ssoAccountGate[condition][way])),
      ]),
    ),
    '',
    ...ssoAccountConditions.map(condition => {
      const { title, meaning } = nameOf(CONDITIONS, condition);
      return `- **${title}**: ${meaning}`;
    }),
    '',
    'How to change them for a person is in [the guide about accounts](operators/accounts.md).',
    '',
  ].join('\n');
}
