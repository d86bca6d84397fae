import { defineConfig } from '@playwright/test';

const {
  CHROMIUM_PATH: executablePath,
  CHROMIUM_LIBRARY_PATH: libraryPath,
  LATCHKEY_TEST_POSTGRES_URL: postgresUrl,
  LATCHKEY_TEST_REPORT: report,
  ...env
} = process.env;

if (!executablePath || !postgresUrl) {
  throw new Error(
    'Run the browser tests with `npm test -- e2e`: they need a Chromium and a PostgreSQL, which that brings.',
  );
}

/** Tests start the servers they need themselves, on ports of their own. */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  projects: [
    {
      name: 'portal',
      testMatch: '**/*.test.ts',
      testIgnore: '**/*.interop.test.ts',
    },
    // Identity providers of others, which have to be installed.
    { name: 'interop', testMatch: '**/*.interop.test.ts' },
  ],
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // A test that fails once has found something.
  retries: 0,
  // A file has its portals to itself, and waits for them half of the time.
  workers: 2,
  reporter: [
    ['list'],
    ...(report ? ([['json', { outputFile: report }]] as const) : []),
  ],
  outputDir: 'test-results',
  use: {
    actionTimeout: 15_000,
    browserName: 'chromium',
    launchOptions: {
      executablePath,
      env: {
        ...(env as Record<string, string>),
        ...(libraryPath && { LD_LIBRARY_PATH: libraryPath }),
      },
    },
    // A trace of every test takes a third of its time; `--trace on` makes one.
    screenshot: 'only-on-failure',
  },
});
