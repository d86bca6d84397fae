#!/usr/bin/env node
// The command `sso`. Inside of the repository it runs from the sources,
// elsewhere from what was built.
const { existsSync } = require('node:fs');
const path = require('node:path');

const source = path.resolve(__dirname, '../src/cli');
const isSource = existsSync(source);
if (isSource) {
  require('@backstage/cli/config/nodeTransform.cjs');
}
const { runSsoCli } = require(isSource ? source : '../dist/cli.cjs.js');

runSsoCli(process.argv.slice(2)).then(exitCode => {
  process.exitCode = exitCode;
});
