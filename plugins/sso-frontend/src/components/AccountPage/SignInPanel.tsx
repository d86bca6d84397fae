import type { SsoAccount } from '@latchkey/plugin-sso-common';
import type { ReactNode } from 'react';
import {
  FormatTime,
  SsoTranslate,
  useFormatTime,
  useSsoTranslation,
} from '../../hooks';
import { Fact, Facts } from '../Facts';
import { Panel } from '../Panel';

/** Whether and how the person signs in. */
export function SignInPanel(props: {
  account: SsoAccount;
  children: ReactNode;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { account } = props;
  const { on, since, recoveryCodesLeft } = account.secondFactorState;

  return (
    <Panel
      title={t('account.state')}
      description={describeState(account, t, format)}
    >
      <Facts>
        <Fact label={t('account.source')}>
          {account.source === 'local'
            ? t('account.sourceLocal')
            : t('account.sourceConnection', {
                connection: account.sourceName ?? t('way.removed'),
              })}
        </Fact>
        <Fact label={t('account.password')}>
          {describePassword(account, t, format)}
        </Fact>
        <Fact label={t('account.secondFactor')}>
          {on ? (
            <>
              {since
                ? t('account.secondFactorOn', { date: format.date(since) })
                : t('account.secondFactorOnOnce')}
              {`, ${t('account.codesLeft', { count: recoveryCodesLeft })}`}
            </>
          ) : (
            t('account.secondFactorOff')
          )}
        </Fact>
      </Facts>
      {props.children}
    </Panel>
  );
}

function describeState(
  account: SsoAccount,
  t: SsoTranslate,
  format: FormatTime,
): string {
  if (!account.active) {
    return t('account.states.disabled');
  }
  if (account.lockedUntil) {
    return t('account.states.locked', {
      date: format.absolute(account.lockedUntil),
    });
  }
  return account.inactive
    ? t('account.states.inactive')
    : t('account.states.active');
}

function describePassword(
  account: SsoAccount,
  t: SsoTranslate,
  format: FormatTime,
): string {
  if (account.resetPending) {
    return t('account.passwordReset');
  }
  if (!account.hasPassword) {
    return t('account.passwordNone');
  }
  return account.passwordChangedAt
    ? t('account.passwordSet', { date: format.date(account.passwordChangedAt) })
    : t('account.passwordSetOnce');
}
