import { isSsoError, type SsoError } from '@latchkey/plugin-sso-common';

/** The refusal of something that has to be refused. */
export function refusalOf(action: () => unknown): SsoError {
  try {
    action();
  } catch (error) {
    if (isSsoError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('Expected a refusal');
}
