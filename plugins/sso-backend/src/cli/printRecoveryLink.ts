import type { Config } from '@backstage/config';
import { readAdministrators } from '@latchkey/plugin-sso-node';
import { readAppUrl } from '../config/readAppUrl';
import { readKeyRing } from '../config/readKeyRing';
import { entityRefForm } from '../directory/entityRefForm';
import {
  RECOVERY_LINK_LIFETIME,
  RecoveryTokens,
} from '../recovery/RecoveryTokens';
import type { SsoCliOutput } from './runSsoCli';

/**
 * Prints a recovery link: the link alone to the standard output, for whom and
 * for how long to the other one.
 *
 * @throws Error that says what of the configuration is wrong
 */
export async function printRecoveryLink(options: {
  config: Config;
  user: string | undefined;
  output: SsoCliOutput;
}): Promise<void> {
  const { config, output } = options;
  const entityRef = chooseAdministrator(
    readAdministrators(config),
    options.user,
  );
  const keyRing = await readKeyRing({
    config,
    environment: process.env.NODE_ENV,
    directory: process.cwd(),
  });
  const appUrl = readAppUrl(config);
  const tokens = RecoveryTokens.create({ keyRing, appUrl });
  const { link, expiresAt } = await tokens.makeLink(entityRef);
  const minutes = RECOVERY_LINK_LIFETIME / 60_000;
  output.stderr.write(
    `Recovery link for ${entityRef}. It works once, within ${minutes} minutes (until ${expiresAt.toISOString()}).
Whoever opens it is this administrator, without a password; keep it from others.

`,
  );
  output.stdout.write(`${link}\n`);
}

function chooseAdministrator(
  administrators: readonly string[],
  user: string | undefined,
): string {
  const [first] = administrators;
  if (first === undefined) {
    throw new Error(
      'sso.administrators names nobody. Add a user such as user:default/admin to it, restart the backend, and run the command again.',
    );
  }
  const chosen = user === undefined ? first : entityRefForm(user);
  if (!administrators.includes(chosen)) {
    throw new Error(
      `"${user}" is not one of sso.administrators. They are: ${administrators.join(
        ', ',
      )}`,
    );
  }
  return chosen;
}
