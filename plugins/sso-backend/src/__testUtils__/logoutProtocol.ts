import { createBackendModule } from '@backstage/backend-plugin-api';
import { SsoError } from '@latchkey/plugin-sso-common';
import {
  type SsoLogoutMessage,
  type SsoLogoutMessageContext,
  type SsoProtocol,
  ssoProtocolsExtensionPoint,
} from '@latchkey/plugin-sso-node';
import { z } from 'zod/v4';

const settingsSchema = z.strictObject({
  issuer: z.string().default('https://idp.test'),
  /** What signing out in the portal leads to. */
  signOut: z
    .enum(['redirect', 'form', 'never', 'fault', 'script', 'scriptForm'])
    .default('redirect'),
});

type Settings = z.infer<typeof settingsSchema>;

/** A message of the provider of {@link logoutModule}, as its parameters. */
export interface TestLogoutMessage {
  kind: 'request' | 'response';
  /** `good` is what this protocol takes for a signature. */
  signature?: string;
  id?: string;
  issuer?: string;
  principal?: string;
  /** Separated by spaces. */
  sessionIds?: string;
  /** Where the answer goes. */
  answerTo?: string;
  answerBy?: 'redirect' | 'form';
  complete?: 'no';
  /** Of a response: the state; of a request: a value of the provider. */
  relay?: string;
}

/** An address that runs in the page that opens it. */
export const scriptAddress = ['javascript', 'alert(1)'].join(':');

/** What the protocol was handed, for tests to look at. */
export interface SeenByProtocol {
  pending: Array<SsoLogoutMessageContext['pending']>;
  requests: Array<SsoLogoutMessageContext['request']>;
  logouts: number;
}

function readMessage(
  context: SsoLogoutMessageContext<Settings>,
): SsoLogoutMessage {
  const { request, settings } = context;
  const message = { ...request.query, ...request.body } as Record<
    string,
    string | undefined
  >;
  const evidence = [{ label: 'Message', value: message.id }];
  if (message.signature !== 'good') {
    throw new SsoError('saml-logout-invalid', {
      detail: 'The message is not signed.',
      evidence,
    });
  }
  if (message.kind === 'response') {
    if (!context.pending) {
      throw new SsoError('saml-logout-invalid', {
        detail: 'No sign-out waits for this answer.',
      });
    }
    return { kind: 'response', complete: message.complete !== 'no', evidence };
  }
  const answerTo = message.answerTo ?? 'https://idp.test/done?a=1&b=%2f';
  return {
    kind: 'request',
    sessions: {
      issuer: message.issuer ?? settings.issuer,
      principal: message.principal,
      sessionIds: message.sessionIds?.split(' '),
    },
    singleUse: message.id
      ? { id: message.id, until: new Date(Date.now() + 60_000) }
      : undefined,
    answer:
      message.answerBy === 'form'
        ? { kind: 'form', action: answerTo, fields: { Answer: '"<ok>' } }
        : { kind: 'redirect', location: answerTo },
    evidence,
  };
}

function createProtocol(seen: SeenByProtocol): SsoProtocol<Settings> {
  return {
    id: 'test',
    title: 'Test',
    description: 'Believes what it is told.',
    icon: 'key',
    settings: settingsSchema,
    stateParameter: 'relay',
    callbackMethods: ['GET', 'POST'],
    async start({ state }) {
      const url = new URL('https://idp.test/sign-in');
      url.searchParams.set('relay', state);
      return { kind: 'redirect', location: url.toString() };
    },
    async finish({ request, settings }) {
      const { subject, principal, session, memory } = request.query;
      return {
        identity: {
          issuer: settings.issuer,
          subject,
          username: subject,
          emailVerified: false,
          attributes: {},
          providerSession: {
            id: session,
            principal,
            memory: memory === 'none' ? undefined : { name: principal ?? '' },
          },
        },
        evidence: [],
      };
    },
    async logout({ settings, state, session }) {
      seen.logouts += 1;
      const fields = {
        relay: state,
        name: String(session.memory.name),
        session: session.id ?? '',
      };
      const memory = { requestId: `request-of-${fields.name}` };
      const target = 'https://idp.test/logout';
      switch (settings.signOut) {
        case 'never':
          return undefined;
        case 'fault':
          throw new SsoError('provider-unreachable');
        case 'form':
          return { kind: 'form', action: target, fields, memory };
        case 'scriptForm':
          return { kind: 'form', action: scriptAddress, fields, memory };
        case 'script':
          return { kind: 'redirect', location: scriptAddress, memory };
        default:
          return {
            kind: 'redirect',
            location: `${target}?${new URLSearchParams(fields)}`,
            memory,
          };
      }
    },
    async logoutMessage(context) {
      seen.pending.push(context.pending);
      seen.requests.push(context.request);
      return readMessage(context);
    },
    async metadata({ metadataUrl, settings }) {
      return {
        contentType: 'application/samlmetadata+xml',
        fileName: 'my "meta"\r\nX-Evil: 1.xml',
        body: `<md id="${metadataUrl}">ä ${settings.issuer}</md>`,
      };
    },
    providerValues: () => [],
  };
}

/** A protocol that signs out in both directions, as a backend module. */
export function logoutModule() {
  const seen: SeenByProtocol = { pending: [], requests: [], logouts: 0 };
  const module = createBackendModule({
    pluginId: 'sso',
    moduleId: 'test-protocol',
    register(env) {
      env.registerInit({
        deps: { protocols: ssoProtocolsExtensionPoint },
        async init({ protocols }) {
          protocols.addProtocol(createProtocol(seen));
        },
      });
    },
  });
  return { module, seen };
}
