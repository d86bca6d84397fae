import type { SsoMyAccount } from '@latchkey/plugin-sso-common';
import type { SsoTranslate } from '../../hooks';

/** The name of where the account comes from, in words. */
export function providerOf(account: SsoMyAccount, t: SsoTranslate): string {
  return account.sourceName ?? t('mySecurity.yourProvider');
}
