import type {
  SsoProtocolInfo,
  SsoSecretInfo,
} from '@latchkey/plugin-sso-common';
import { createContext, useContext } from 'react';
import type { ConnectionDraftState } from './useConnectionDraft';

/** What the parts of the form share. */
export interface ConnectionFormContextValue {
  readonly form: ConnectionDraftState;
  readonly protocol: SsoProtocolInfo;
  /** Secrets that are set, by field. */
  readonly savedSecrets: Readonly<Record<string, SsoSecretInfo>>;
  readonly isNew: boolean;
}

export const ConnectionFormContext = createContext<
  ConnectionFormContextValue | undefined
>(undefined);

export function useConnectionForm(): ConnectionFormContextValue {
  const value = useContext(ConnectionFormContext);
  if (!value) {
    throw new Error('This is part of a ConnectionForm');
  }
  return value;
}
