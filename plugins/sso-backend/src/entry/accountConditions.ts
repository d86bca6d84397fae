import {
  ssoAccountGate,
  type AssertedIdentity,
  type SsoAccountCondition,
  type SsoWayIn,
} from '@latchkey/plugin-sso-common';
import type { AccountSettings } from '../config/readAccountSettings';
import type { GateConditions } from '../provisioning/gate';
import { provedByProvider } from '../secondFactor/provedByProvider';
import type { Account } from '../stores/AccountStore';
import type { StoredConnection } from '../stores/ConnectionStore';
import type { Session, SessionSecondFactor } from '../stores/SessionStore';
import type { SsoStores } from '../stores/SsoStores';

/** An account at the gate, with the way that its owner came. */
export type Arrival = { readonly account: Account } & (
  | {
      readonly way: Exclude<SsoWayIn, 'refresh'>;
      readonly connection?: Pick<StoredConnection, 'id' | 'secondFactor'>;
      readonly identity?: Pick<AssertedIdentity, 'providerSession'>;
    }
  | {
      readonly way: 'refresh';
      readonly session: Pick<Session, 'way' | 'connectionId' | 'secondFactor'>;
    }
);

/**
 * Why a session needs no code, as far as its way in says; of `refresh`, what
 * the session remembers.
 */
export function secondFactorOf(
  arrival: Arrival,
): SessionSecondFactor | undefined {
  switch (arrival.way) {
    case 'refresh':
      return arrival.session.secondFactor;
    case 'recovery':
      return 'waived';
    case 'local':
      return undefined;
    default: {
      const { connection, identity } = arrival;
      const methods = identity?.providerSession?.methods;
      if (connection?.secondFactor === 'never') return 'waived';
      return connection?.secondFactor === 'unlessProven' &&
        provedByProvider(methods)
        ? 'byProvider'
        : undefined;
    }
  }
}

/**
 * What is wrong with an account. A condition that this way admits in any case
 * is not looked up.
 */
export async function readAccountConditions(
  stores: Pick<SsoStores, 'attempts' | 'secondFactors'>,
  arrival: Arrival,
  options: { settings: Pick<AccountSettings, 'inactiveAfter'>; now: Date },
): Promise<GateConditions> {
  const { account, way } = arrival;
  const matters = (condition: SsoAccountCondition) =>
    ssoAccountGate[condition][way].verdict !== 'admit';
  const isLocked = async () =>
    (await stores.attempts.findLocks([account.id], options.now)).size > 0;
  const hasSecondFactor = async () =>
    (await stores.secondFactors.findConfirmed([account.id])).size > 0;
  return {
    disabled: account.state === 'disabled',
    wrongSource: isWrongSource(arrival),
    locked: matters('locked') && (await isLocked()),
    inactive: isInactive(account, options),
    resetPending: account.resetPending,
    secondFactorDue:
      matters('secondFactorDue') &&
      secondFactorOf(arrival) === undefined &&
      (await hasSecondFactor()),
  };
}

/** Whether an account was not used for longer than the portal allows. */
export function isInactive(
  account: Pick<Account, 'lastActiveAt' | 'createdAt'>,
  {
    settings,
    now,
  }: { settings: Pick<AccountSettings, 'inactiveAfter'>; now: Date },
): boolean {
  const { inactiveAfter } = settings;
  const used = account.lastActiveAt ?? account.createdAt;
  return (
    inactiveAfter !== undefined &&
    now.getTime() - used.getTime() >= inactiveAfter
  );
}

/** An account of an SSO connection is used by that one only (USER-8). */
function isWrongSource(arrival: Arrival): boolean {
  const { source } = arrival.account;
  const { way, connectionId } =
    arrival.way === 'refresh'
      ? arrival.session
      : { way: arrival.way, connectionId: arrival.connection?.id };
  if (way === 'recovery' || source === 'local') return false;
  return way === 'local' || source !== connectionId;
}
