// Where the tools that the scripts call are.
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './toolchain.mjs';

export { root };

const require = createRequire(path.join(root, 'package.json'));

/** Path of a file of an installed package. */
export function nodeModule(name, file) {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
}

/** The command `backstage-cli`, to be run with Node.js. */
export const backstageCli = nodeModule('@backstage/cli', 'bin/backstage-cli');
