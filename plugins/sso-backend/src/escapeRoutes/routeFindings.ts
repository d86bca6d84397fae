import type { SsoCheckFinding } from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';
import type { AdministratorState } from './describeAdministrators';

/** Whether passwords are taken at all. */
export function checkLocalSignIn(
  settings: Pick<SsoSettings, 'localSignIn'>,
): SsoCheckFinding {
  const title = 'Local sign-in is on';
  return settings.localSignIn
    ? { title, outcome: 'passed' }
    : {
        title,
        outcome: 'failed',
        detail:
          'sso.local.enabled is false in app-config, so no password is taken, and starting with --disablePlugins=true leaves only recovery links.',
        advice: 'Set sso.local.enabled to true, at least for administrators.',
      };
}

/** From where `?nosso=1` works. */
export function checkNosso(
  settings: Pick<SsoSettings, 'nossoAddresses' | 'appUrl'>,
): SsoCheckFinding {
  const title = 'The sign-in page with ?nosso=1 can be reached';
  const { nossoAddresses, appUrl } = settings;
  const address = `${appUrl}/?nosso=1`;
  if (!nossoAddresses) {
    return { title, outcome: 'passed', detail: `${address}, from everywhere` };
  }
  return nossoAddresses.length > 0
    ? {
        title,
        outcome: 'passed',
        detail: `${address}, from ${nossoAddresses.join(', ')}`,
      }
    : {
        title,
        outcome: 'failed',
        detail: 'sso.nosso.addresses in app-config is empty: from nowhere.',
        advice:
          'List the addresses of the people who should have it, or leave the setting out.',
      };
}

/** Whether a recovery link would let anybody in. */
export function checkRecoveryLinks(
  administrators: readonly AdministratorState[],
): SsoCheckFinding {
  const title = 'The operator can print a recovery link';
  const admitted = administrators.filter(
    ({ obstacles }) => !obstacles.includes('disabled'),
  );
  if (admitted.length > 0) {
    return {
      title,
      outcome: 'passed',
      detail: `With the command "sso recovery-link", for ${admitted
        .map(({ entityRef }) => entityRef)
        .join(', ')}`,
    };
  }
  return {
    title,
    outcome: 'failed',
    detail:
      administrators.length > 0
        ? 'All users in sso.administrators are disabled, and a disabled one is refused even with a recovery link.'
        : 'sso.administrators in app-config names nobody whom a link could be for.',
    advice:
      administrators.length > 0
        ? 'Enable one on the page of the account, or name another user in sso.administrators.'
        : 'Name at least one user there, such as user:default/admin.',
  };
}
