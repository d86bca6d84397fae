import type {
  AssertedIdentity,
  SsoErrorCode,
  SsoEvidence,
  SsoProvisioningPolicy,
} from '@latchkey/plugin-sso-common';
import type { Account, NewAccount } from '../stores/AccountStore';

/** The part of an SSO connection that provisioning looks at. */
export interface ProvisioningScope {
  readonly connectionId: string;
  readonly policy: SsoProvisioningPolicy;
}

/** Steps of provisioning, in order; names stand in traces. */
export type ProvisioningStep = 'admit' | 'resolve' | 'apply';

/** A refusal with the step that refused. */
export interface Refusal {
  readonly kind: 'refused';
  readonly step: ProvisioningStep;
  readonly code: SsoErrorCode;
  readonly detail?: string;
  readonly evidence: readonly SsoEvidence[];
}

/** What was decided about one identity; nothing is written yet. */
export type Decision =
  | Refusal
  | {
      readonly kind: 'account';
      readonly identity: AssertedIdentity;
      readonly accountId: string;
      readonly resolver: string;
    }
  | {
      readonly kind: 'create';
      readonly identity: AssertedIdentity;
      readonly draft: NewAccount;
      readonly resolver: string;
    };

/** What became of one identity. */
export type Outcome =
  | Refusal
  | {
      readonly kind: 'accepted';
      readonly account: Account;
      readonly created: boolean;
      /** True when the identity link is new. */
      readonly linked: boolean;
      /** True when the Catalog has something to read. */
      readonly changed: boolean;
      readonly evidence: Readonly<
        Record<'resolve' | 'apply', readonly SsoEvidence[]>
      >;
    };

/** Makes a {@link Refusal}. */
export function refuse(
  step: ProvisioningStep,
  code: SsoErrorCode,
  detail?: string,
  evidence: readonly SsoEvidence[] = [],
): Refusal {
  return { kind: 'refused', step, code, detail, evidence };
}
