import {
  ssoAccountConditions,
  ssoAccountGate,
  type SsoAccountCondition,
  type SsoGateCell,
  type SsoWayIn,
} from '@latchkey/plugin-sso-common';

/** What the gate looks at; all of it was read beforehand. */
export type GateConditions = Readonly<Record<SsoAccountCondition, boolean>>;

/** What the gate says, and because of what. */
export type GateVerdict =
  | { readonly verdict: 'admit' }
  | (Exclude<SsoGateCell, { verdict: 'admit' }> & {
      readonly condition: SsoAccountCondition;
    });

/**
 * Step 5: whether an account may be used, by the way its owner came. The
 * gravest condition that does not admit decides (`ssoAccountGate`).
 */
export function gate(way: SsoWayIn, conditions: GateConditions): GateVerdict {
  for (const condition of ssoAccountConditions) {
    const cell = ssoAccountGate[condition][way];
    if (conditions[condition] && cell.verdict !== 'admit') {
      return { ...cell, condition };
    }
  }
  return { verdict: 'admit' };
}
