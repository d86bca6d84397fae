// The direction in which packages, and the layers inside sso-backend, import
// each other. Everything else comes from Backstage's configuration in each
// package, which overrides a rule of the same name here: hence the TypeScript
// edition of no-restricted-imports.
const OWN = '@latchkey/*';
const COMMON = '!@latchkey/plugin-sso-common';
const NODE = '!@latchkey/plugin-sso-node';
const REACT = '!@latchkey/plugin-sso-react';

const TESTS = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/__testUtils__/**',
  '**/testUtils/**',
  '**/bench/**',
];

/** Allows of this repository's packages only the named ones. */
function allowOnly(allowed, message) {
  return { group: [OWN, ...allowed], message };
}

function restrict(files, patterns, excludedFiles = []) {
  return {
    files,
    excludedFiles,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
    },
  };
}

const KNEX = {
  group: ['knex', 'knex/*'],
  message: 'SQL is written in src/database only; use a store.',
};
const BACKEND = allowOnly(
  [COMMON, NODE],
  'Backend packages import sso-common and sso-node only.',
);
const STORES = {
  group: ['**/database/Database*'],
  message: 'HTTP handlers call services, never the database.',
};
const HTTP = {
  group: ['**/http/*'],
  message: 'Services and stores know nothing of HTTP handlers.',
};

module.exports = {
  root: true,
  plugins: ['@typescript-eslint'],
  overrides: [
    restrict(
      ['plugins/sso-common/**', 'packages/dev-idp/**'],
      [allowOnly([], 'This package imports none of the others.')],
    ),
    restrict(
      ['plugins/sso-node/**', 'plugins/sso-react/**'],
      [allowOnly([COMMON], 'This package imports sso-common only.')],
    ),
    restrict(
      ['plugins/sso-frontend/**', 'plugins/app-module-sso/**'],
      [
        allowOnly(
          [COMMON, REACT],
          'Frontend packages import sso-common and sso-react only.',
        ),
      ],
    ),
    restrict(
      [
        'plugins/auth-backend-module-*/**',
        'plugins/catalog-backend-module-*/**',
      ],
      [BACKEND],
      TESTS,
    ),
    restrict(['plugins/sso-backend-module-*/**'], [BACKEND], TESTS),
    // Not even the tests of a protocol know the plugin that it is a module of.
    restrict(
      TESTS.map(test => `plugins/sso-backend-module-*/${test}`),
      [
        {
          group: ['@latchkey/plugin-sso-backend'],
          message: 'Protocol modules know sso-node, never sso-backend.',
        },
      ],
    ),
    restrict(['plugins/sso-backend/src/**'], [BACKEND, KNEX, HTTP], TESTS),
    // Puts all layers together.
    restrict(['plugins/sso-backend/src/plugin.ts'], [BACKEND, KNEX]),
    restrict(['plugins/sso-backend/src/database/**'], [BACKEND, HTTP], TESTS),
    restrict(
      ['plugins/sso-backend/src/http/**'],
      [BACKEND, KNEX, STORES],
      TESTS,
    ),
  ],
};
