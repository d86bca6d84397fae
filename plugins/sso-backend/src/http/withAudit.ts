import type {
  AuditorServiceEventSeverityLevel,
  AuditorService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  SsoOperation,
  SsoOperationRequest,
} from '@latchkey/plugin-sso-common';
import type { OperationHandler } from './operationRouter';

/**
 * Wraps the handler of a route in an audit event, beside the route, so that
 * no route can be added that an event list elsewhere does not know.
 */
export type WithAudit = <TOperation extends SsoOperation>(
  event: {
    eventId: string;
    severityLevel: AuditorServiceEventSeverityLevel;
    /** Never a secret: the event goes to the log. */
    meta: (request: SsoOperationRequest<TOperation>) => {
      [key: string]: string | undefined;
    };
  },
  handler: OperationHandler<TOperation>,
) => OperationHandler<TOperation>;

export function createWithAudit(auditor: AuditorService): WithAudit {
  return (event, handler) => async (request, context) => {
    const audit = await auditor.createEvent({
      eventId: event.eventId,
      severityLevel: event.severityLevel,
      request: context.http,
      meta: event.meta(request) as JsonObject,
    });
    try {
      const answer = await handler(request, context);
      await audit.success();
      return answer;
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  };
}
