import { createRequire } from 'node:module';
import path from 'node:path';
import {
  launchPortal,
  type Portal,
  type PortalOptions,
  root,
} from './launchPortal';

export type { Portal } from './launchPortal';

const require = createRequire(path.join(root, 'package.json'));

/**
 * Starts the backend from its sources, with databases of its own. It serves
 * the built app.
 */
export function startPortal(options: PortalOptions = {}): Promise<Portal> {
  return launchPortal(options, {
    cwd: root,
    args: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      'packages/backend/src/index.ts',
    ],
  });
}
