import assert from 'node:assert/strict';
import test from 'node:test';
import { resolveConfigFiles } from './configArguments.mjs';

test('makes files of --config absolute and leaves the rest alone', () => {
  assert.deepEqual(
    resolveConfigFiles(
      [
        ...['recovery-link', '--user', 'user:default/admin'],
        ...['--config', 'app-config.yaml', '--config=../own.yaml'],
        ...[
          '--config',
          '/etc/portal.yaml',
          '--config',
          'https://x.test/a.yaml',
        ],
      ],
      '/work/portal',
    ),
    [
      ...['recovery-link', '--user', 'user:default/admin'],
      ...['--config', '/work/portal/app-config.yaml'],
      '--config=/work/own.yaml',
      ...['--config', '/etc/portal.yaml', '--config', 'https://x.test/a.yaml'],
    ],
  );
});
