import { SsoAccount, ssoAccountOperations } from '@latchkey/plugin-sso-common';
import type { SsoApi } from '@latchkey/plugin-sso-react';
import type { SsoTranslate } from '../../hooks';

/** Something that administrators do to an account, and what it says first. */
export interface AccountAction {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly help: string;
  readonly done: string;
  readonly isDestructive: boolean;
  readonly run: (ssoApi: SsoApi) => Promise<SsoAccount>;
}

/** What can be done to the account as it is now, but for the password. */
export function describeAccountActions(
  account: SsoAccount,
  t: SsoTranslate,
): readonly AccountAction[] {
  const params = { accountId: account.id };
  const name = account.displayName ?? account.username;
  const connection = account.sourceName ?? t('way.removed');
  const setActive = (active: boolean) => (ssoApi: SsoApi) =>
    ssoApi.call(ssoAccountOperations.setAccountActive, {
      params,
      body: { active },
    });
  const isShut = !account.active || account.inactive;

  const unlock: AccountAction = {
    id: 'unlock',
    label: t('accountAction.unlock'),
    title: t('accountAction.unlockTitle', { name }),
    help: t('accountAction.unlockHelp'),
    done: t('accountAction.unlocked', { name }),
    isDestructive: false,
    run: ssoApi => ssoApi.call(ssoAccountOperations.unlockAccount, { params }),
  };
  const enable: AccountAction = {
    id: 'active',
    label: t('accountAction.enable'),
    title: t('accountAction.enableTitle', { name }),
    help: t('accountAction.enableHelp'),
    done: t('accountAction.enabled', { name }),
    isDestructive: false,
    run: setActive(true),
  };
  const disable: AccountAction = {
    id: 'active',
    label: t('accountAction.disable'),
    title: t('accountAction.disableTitle', { name }),
    help: t('accountAction.disableHelp'),
    done: t('accountAction.disabled', { name }),
    isDestructive: true,
    run: setActive(false),
  };
  const toLocal: AccountAction = {
    id: 'source',
    label: t('accountAction.toLocal'),
    title: t('accountAction.toLocalTitle', { name }),
    help: t('accountAction.toLocalHelp', { connection }),
    done: t('accountAction.madeLocal', { name }),
    isDestructive: false,
    run: ssoApi =>
      ssoApi.call(ssoAccountOperations.setAccountSource, {
        params,
        body: { source: 'local' },
      }),
  };
  const removeFactor: AccountAction = {
    id: 'second-factor',
    label: t('accountAction.removeFactor'),
    title: t('accountAction.removeFactorTitle', { name }),
    help: t('accountAction.removeFactorHelp'),
    done: t('accountAction.factorRemoved', { name }),
    isDestructive: true,
    run: ssoApi =>
      ssoApi.call(ssoAccountOperations.removeAccountSecondFactor, { params }),
  };

  return [
    ...(account.lockedUntil ? [unlock] : []),
    ...(account.source === 'local' ? [] : [toLocal]),
    ...(account.secondFactorState.on ? [removeFactor] : []),
    // One that is disabled and inactive is opened by the same.
    isShut ? enable : disable,
  ];
}
