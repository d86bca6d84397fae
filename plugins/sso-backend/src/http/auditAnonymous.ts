import type {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { isSsoError } from '@latchkey/plugin-sso-common';
import type { Request } from 'express';

/**
 * Writes the audit event of something that people do who are not signed in.
 * What they typed stays out, in success and failure: passwords get typed as
 * usernames, and keys are as good as passwords.
 *
 * @param run - returns the answer, and of whom it turned out to be
 */
export async function auditAnonymous<T>(
  auditor: AuditorService,
  event: {
    eventId: string;
    severityLevel: AuditorServiceEventSeverityLevel;
    request: Request;
  },
  run: () => Promise<{ answer: T; userEntityRef?: string }>,
): Promise<T> {
  const audit = await auditor.createEvent(event);
  try {
    const { answer, userEntityRef } = await run();
    await audit.success({ meta: userEntityRef ? { userEntityRef } : {} });
    return answer;
  } catch (error) {
    await audit.fail({ error: new Error(nameOf(error)) });
    throw error;
  }
}

/** The code of a refusal, or the name of the error. */
function nameOf(error: unknown): string {
  if (isSsoError(error)) return error.code;
  return error instanceof Error ? error.name : 'internal';
}
