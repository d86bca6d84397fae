import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { root } from './lib/repository.mjs';

const require = createRequire(path.join(root, 'package.json'));
const { ESLint } = require('eslint');
const eslint = new ESLint({ cwd: root });

/** Which import a file may not have, and one beside it that it may. */
const RULES = [
  {
    file: 'plugins/sso-common/src/example.ts',
    refused: ['@latchkey/plugin-sso-node'],
    allowed: ['zod/v4', './permissions'],
  },
  {
    file: 'plugins/sso-node/src/example.ts',
    refused: ['@latchkey/plugin-sso-backend', '@latchkey/dev-idp'],
    allowed: ['@latchkey/plugin-sso-common'],
  },
  {
    file: 'plugins/sso-react/src/example.ts',
    refused: ['@latchkey/plugin-sso-frontend', '@latchkey/plugin-sso-node'],
    allowed: ['@latchkey/plugin-sso-common'],
  },
  {
    file: 'plugins/sso-frontend/src/example.tsx',
    refused: ['@latchkey/plugin-app-module-sso', '@latchkey/plugin-sso-node'],
    allowed: ['@latchkey/plugin-sso-common', '@latchkey/plugin-sso-react'],
  },
  {
    file: 'plugins/app-module-sso/src/example.tsx',
    refused: ['@latchkey/plugin-sso-frontend', '@latchkey/plugin-sso-backend'],
    allowed: ['@latchkey/plugin-sso-common', '@latchkey/plugin-sso-react'],
  },
  {
    file: 'plugins/sso-backend-module-oidc/src/example.ts',
    refused: [
      '@latchkey/plugin-sso-backend',
      '@latchkey/plugin-sso-react',
      '@latchkey/dev-idp',
    ],
    allowed: [
      '@latchkey/plugin-sso-common',
      '@latchkey/plugin-sso-node',
      '@latchkey/plugin-sso-node/testUtils',
    ],
  },
  {
    file: 'plugins/sso-backend-module-oidc/src/example.test.ts',
    refused: ['@latchkey/plugin-sso-backend'],
    allowed: ['@latchkey/plugin-sso-node/testUtils', '@latchkey/dev-idp'],
  },
  {
    file: 'plugins/auth-backend-module-sso-provider/src/example.ts',
    refused: ['@latchkey/plugin-sso-backend'],
    allowed: ['@latchkey/plugin-sso-node'],
  },
  {
    file: 'plugins/catalog-backend-module-sso/src/example.ts',
    refused: ['@latchkey/plugin-sso-backend'],
    allowed: ['@latchkey/plugin-sso-node'],
  },
  {
    file: 'plugins/sso-backend/src/signIn/example.ts',
    refused: ['@latchkey/plugin-sso-backend-module-oidc', 'knex'],
    allowed: ['@latchkey/plugin-sso-node', '../stores/AccountStore'],
  },
  {
    file: 'plugins/sso-backend/src/http/example.ts',
    refused: ['../database/DatabaseAccountStore', 'knex'],
    allowed: ['../signIn/SignInService', '@latchkey/plugin-sso-common'],
  },
  {
    file: 'plugins/sso-backend/src/database/example.ts',
    refused: ['@latchkey/plugin-sso-backend-module-oidc'],
    allowed: ['knex', './DatabaseAccountStore'],
  },
];

async function lintImport(file, specifier) {
  const [{ messages }] = await eslint.lintText(
    `import { something } from '${specifier}';\n\nexport { something };\n`,
    { filePath: path.join(root, file) },
  );
  return messages.filter(message =>
    message.ruleId?.endsWith('no-restricted-imports'),
  );
}

describe('direction of imports', () => {
  for (const { file, refused, allowed } of RULES) {
    for (const specifier of refused) {
      it(`refuses ${specifier} in ${file}`, async () => {
        const messages = await lintImport(file, specifier);

        assert.equal(messages.length, 1);
        assert.equal(messages[0].severity, 2);
      });
    }
    for (const specifier of allowed) {
      it(`allows ${specifier} in ${file}`, async () => {
        assert.deepEqual(await lintImport(file, specifier), []);
      });
    }
  }
});
