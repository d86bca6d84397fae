import {
  MAX_SETUP_DOCUMENT_LENGTH,
  ssoAdminOperations as operations,
} from '@latchkey/plugin-sso-common';
import type { ProtocolService } from '../connections/ProtocolService';
import type { OperationRouter } from './operationRouter';
import type { BodyLimit } from './readJsonBody';
import type { WithAudit } from './withAudit';

/**
 * Two bytes for each character of the largest document: XML is ASCII nearly
 * throughout, and JSON escapes its quotes and line breaks with a second byte.
 */
const documentLimit: BodyLimit = {
  size: '4mb',
  message: `The document is too large: at most ${MAX_SETUP_DOCUMENT_LENGTH.toLocaleString(
    'en-US',
  )} characters and 4 MB are read. Enter the address of the metadata instead, or give only the EntityDescriptor of this one provider.`,
  exceeds: body => {
    const { document } = (body ?? {}) as { document?: unknown };
    return (
      typeof document === 'string' &&
      document.length > MAX_SETUP_DOCUMENT_LENGTH
    );
  },
};

/** Operations on protocols, before an SSO connection is saved. */
export function mountProtocolRoutes(options: {
  routes: OperationRouter;
  protocols: ProtocolService;
  withAudit: WithAudit;
}): void {
  const { routes, protocols, withAudit } = options;

  routes.mount(operations.listProtocols, async () => ({
    protocols: protocols.list(),
  }));

  routes.mount(
    operations.proposeSettings,
    // The portal calls an address that the caller chose.
    withAudit(
      {
        eventId: 'settings-propose',
        severityLevel: 'low',
        meta: ({ params, body }) => ({ ...params, host: hostOf(body.url) }),
      },
      ({ params, body }) => protocols.propose(params.protocolId, body),
    ),
    { bodyLimit: documentLimit },
  );

  routes.mount(operations.inspectSetting, async ({ params, body }) => ({
    inspections: protocols.inspect(params.protocolId, body.name, body.value),
  }));
}

/** Without path and query, which can hold keys. */
function hostOf(url: string | undefined): string | undefined {
  return url && URL.canParse(url) ? new URL(url).host : undefined;
}
