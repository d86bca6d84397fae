// `npm run test:interop`: the portal against identity providers that nobody
// here wrote, in a browser. They come from Debian packages, which are installed
// when the command runs as root.
//
//   npm run test:interop [-- patterns …]   only files that match
import { ensureDebianPackages } from './lib/debianPackages.mjs';
import { TestRun } from './lib/testRun.mjs';

const PACKAGES = ['simplesamlphp', 'php-cli', 'php-xml', 'php-mbstring'];

await TestRun.main(async run => {
  ensureDebianPackages(PACKAGES);
  return run.browserTests('interop', {
    postgresUrl: await run.postgres(),
    patterns: process.argv.slice(2),
  });
});
