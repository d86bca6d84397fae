import type { SsoPasswordLink } from '@latchkey/plugin-sso-common';
import type { Account } from '../stores/AccountStore';

/** Brings people the link with which they set a password. */
export interface PasswordMessenger {
  /** @throws when the message cannot be handed over */
  sendPasswordLink(account: Account, link: SsoPasswordLink): Promise<void>;
}
