import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type SsoConnection,
  ssoAdminOperations,
  SsoError,
} from '@latchkey/plugin-sso-common';
import {
  type SsoCallbackRequest,
  type SsoProtocol,
  ssoProtocolsExtensionPoint,
} from '@latchkey/plugin-sso-node';
import { z } from 'zod/v4';
import { finish, start } from './signInFlow';
import type { TestPortal } from './startTestPortal';
import type { PageAnswer, TestBrowser } from './TestBrowser';

/** A message of the provider that `messages` talks to; it needs no proof. */
export interface ProviderMessage {
  readonly id: string;
  readonly subject: string;
  readonly displayName?: string;
  /** Asks the portal to change the setting `learned` to this. */
  readonly learn?: string;
}

const settings = z.object({
  allowUnsolicited: z.boolean().default(false).meta({ title: 'Unsolicited' }),
  learned: z.string().max(20).optional().meta({ title: 'Learned' }),
});

function readMessage({ body }: SsoCallbackRequest): ProviderMessage {
  if (!body.message) {
    throw new SsoError('callback-malformed');
  }
  return JSON.parse(body.message);
}

/**
 * A protocol whose provider posts messages that are good once, and may come
 * without being asked for.
 */
const messageProtocol: SsoProtocol<z.infer<typeof settings>> = {
  id: 'messages',
  title: 'Messages',
  description: 'Of a test.',
  icon: 'key',
  settings,
  stateParameter: 'RelayState',
  callbackMethods: ['POST'],
  providerValues: () => [],
  async start({ state }) {
    return {
      kind: 'redirect',
      location: `https://provider.test/?RelayState=${state}`,
    };
  },
  async finish({ request }) {
    const { id, subject, displayName, learn } = readMessage(request);
    return {
      identity: {
        issuer: 'https://provider.test',
        subject,
        username: subject,
        displayName,
        emailVerified: false,
        attributes: {},
      },
      evidence: [{ label: 'Message', value: id }],
      singleUse: { id, until: new Date(Date.now() + 60_000) },
      ...(learn && {
        changes: { settings: { learned: learn }, reason: 'It was learned' },
      }),
    };
  },
  async unsolicited(context) {
    if (!context.settings.allowUnsolicited) {
      throw new SsoError('unsolicited-refused');
    }
    const { id } = readMessage(context.request);
    return {
      evidence: [{ label: 'Message', value: id }],
      singleUse: { id, until: new Date(Date.now() + 60_000) },
    };
  },
};

/** A backend module of the protocol, by any id. */
export function createMessageModule(id: string) {
  return createBackendModule({
    pluginId: 'sso',
    moduleId: id,
    register(env) {
      env.registerInit({
        deps: { protocols: ssoProtocolsExtensionPoint },
        async init({ protocols }) {
          protocols.addProtocol({ ...messageProtocol, id });
        },
      });
    },
  });
}

/** The backend module of the protocol. */
export const messageModule = createMessageModule(messageProtocol.id);

/** An SSO connection of the protocol. */
export function connectMessages(
  portal: TestPortal,
  overrides: Record<string, unknown> = {},
): Promise<SsoConnection> {
  return portal.admin.call(ssoAdminOperations.createConnection, {
    body: { protocol: 'messages', displayName: 'Messages', ...overrides },
  });
}

/** Begins a sign-in. @returns the state that the provider gets */
export async function begin(
  portal: TestPortal,
  browser: TestBrowser,
  connectionId: string,
  returnTo?: string,
): Promise<string> {
  const begun = await start(portal, browser, connectionId, returnTo);
  expect(begun.location?.origin).toBe('https://provider.test');
  return String(begun.location?.searchParams.get('RelayState'));
}

/** Lets the browser post a message, as a page of the provider does. */
export function post(
  portal: TestPortal,
  browser: TestBrowser,
  connectionId: string,
  message: ProviderMessage,
  relayState?: string,
): Promise<PageAnswer> {
  const body = new URLSearchParams({ message: JSON.stringify(message) });
  if (relayState !== undefined) body.set('RelayState', relayState);
  const url = `${portal.apiUrl}/sso/sign-in/${connectionId}/callback`;
  return finish(browser, { method: 'POST', url, body });
}
