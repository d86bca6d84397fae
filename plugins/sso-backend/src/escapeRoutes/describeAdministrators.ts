import type {
  SsoAccountCondition,
  SsoCheckFinding,
} from '@latchkey/plugin-sso-common';
import type { SsoSettings } from '../config/SsoSettings';

/** Why an administrator could not sign in with a password. */
export type AdministratorObstacle =
  | Exclude<SsoAccountCondition, 'secondFactorDue'>
  | 'missing'
  | 'passwordMissing';

/** An administrator of the configuration, with what stands in the way. */
export interface AdministratorState {
  /** Entity reference. */
  readonly entityRef: string;
  readonly obstacles: readonly AdministratorObstacle[];
}

const WORDS: Readonly<Record<AdministratorObstacle, string>> = {
  missing: 'has no account yet',
  disabled: 'is disabled',
  wrongSource: 'signs in through a provider only',
  locked: 'is locked after wrong passwords',
  inactive: 'is closed after too long without use',
  resetPending: 'has not set the new password yet',
  passwordMissing: 'has no password',
};

const REMEDIES: Readonly<Record<AdministratorObstacle, string>> = {
  missing:
    'Create the account with the set-up link in the log of the backend, or with a recovery link.',
  disabled: 'Enable the account on its page.',
  wrongSource: 'Set the source of the account back to local on its page.',
  locked: 'Wait until the lock ends, or unlock the account on its page.',
  inactive:
    'Enable the account on its page, or raise sso.accounts.inactiveAccountDisable.',
  resetPending: 'Finish the reset with its link, or issue a new one.',
  passwordMissing: 'Issue a password link on the page of the account.',
};

const title = 'An administrator can sign in with a password';

/** Whether anybody named in `sso.administrators` could use a password. */
export function describeAdministrators(
  states: readonly AdministratorState[],
  settings: Pick<SsoSettings, 'permissionsEnabled'>,
): SsoCheckFinding {
  if (states.length === 0) {
    return {
      title,
      outcome: 'failed',
      detail: settings.permissionsEnabled
        ? 'sso.administrators in app-config names nobody. The permission policy decides about the settings, but neither set-up links nor recovery links can be made.'
        : 'sso.administrators in app-config names nobody, so nobody can set up single sign-on.',
      advice:
        'Name at least one user there, such as user:default/admin, and restart the backend.',
    };
  }
  const able = states.filter(({ obstacles }) => obstacles.length === 0);
  if (able.length > 0) {
    return {
      title,
      outcome: 'passed',
      detail: able.map(({ entityRef }) => entityRef).join(', '),
    };
  }
  const obstacles = new Set(states.flatMap(state => state.obstacles));
  return {
    title,
    outcome: 'failed',
    detail: states.map(describe).join('. '),
    advice: [...obstacles].map(obstacle => REMEDIES[obstacle]).join(' '),
  };
}

function describe({ entityRef, obstacles }: AdministratorState): string {
  return `${entityRef} ${obstacles
    .map(obstacle => WORDS[obstacle])
    .join(' and ')}`;
}
