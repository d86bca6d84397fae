import type { Account } from '../stores/AccountStore';
import type { Refusal } from './types';
import { refuse } from './types';

/**
 * Step 5: whether an account may be used at all, whichever way its owner
 * came. Asked at every sign-in and at every refresh of a session.
 */
export function gate(account: Pick<Account, 'state'>): Refusal | undefined {
  return account.state === 'disabled'
    ? refuse('gate', 'account-disabled')
    : undefined;
}
