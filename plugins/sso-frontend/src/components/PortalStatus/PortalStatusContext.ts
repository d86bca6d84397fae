import {
  ssoOverrideOperations,
  SsoOperationResponse,
} from '@latchkey/plugin-sso-common';
import { createContext, useContext } from 'react';

/** What administrators have to know at once. */
export type PortalStatus = SsoOperationResponse<
  typeof ssoOverrideOperations.getPortalStatus
>;

export interface PortalStatusContextValue {
  /** Not there while it loads, and for people who may not read it. */
  readonly status?: PortalStatus;
  readonly error?: Error;
  /** Reads it again, after something changed it. */
  readonly reload: () => void;
}

export const PortalStatusContext = createContext<PortalStatusContextValue>({
  reload: () => undefined,
});

/** The state of the portal as the frame around the page knows it. */
export function usePortalStatus(): PortalStatusContextValue {
  return useContext(PortalStatusContext);
}
