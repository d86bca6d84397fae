import type {
  SsoOperationInput,
  SsoOperationResponse,
  ssoServiceOperations,
} from '@latchkey/plugin-sso-common';

type Operations = typeof ssoServiceOperations;
type Input<K extends keyof Operations> = SsoOperationInput<Operations[K]>;
type Output<K extends keyof Operations> = SsoOperationResponse<Operations[K]>;

/**
 * What the `sso` plugin does for other backend plugins, over HTTP with
 * service credentials.
 *
 * @public
 */
export interface SsoService {
  /** @throws SsoError `ticket-invalid`. */
  redeemTicket(
    request: Input<'redeemTicket'>['body'],
  ): Promise<Output<'redeemTicket'>>;

  /** @throws SsoError `session-ended` or the refusal of the gate. */
  refreshSession(
    request: Input<'refreshSession'>['body'],
  ): Promise<Output<'refreshSession'>>;

  /**
   * Ends a session; an unknown one counts as ended. Its answer tells where the
   * browser goes next when signing out goes on at the provider.
   */
  endSession(
    request: Input<'endSession'>['body'],
  ): Promise<Output<'endSession'>>;

  readDirectoryUsers(
    request: NonNullable<Input<'readDirectoryUsers'>['query']>,
  ): Promise<Output<'readDirectoryUsers'>>;

  readDirectoryGroups(
    request: NonNullable<Input<'readDirectoryGroups'>['query']>,
  ): Promise<Output<'readDirectoryGroups'>>;
}
