import {
  SsoConnection,
  SsoConnectionSummary,
  SsoOperation,
  SsoProtocolInfo,
  SsoTrace,
  ssoProvisioningPolicySchema,
} from '@latchkey/plugin-sso-common';
import type { SsoApi } from '@latchkey/plugin-sso-react';

/** A protocol with every kind of field. */
export const protocol: SsoProtocolInfo = {
  id: 'oidc',
  title: 'OpenID Connect',
  description: 'Signs in with any OpenID provider.',
  icon: 'openid',
  settingsSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      issuer: {
        type: 'string',
        format: 'uri',
        title: 'Issuer',
        description: 'Address of the provider.',
        group: 'Provider',
        placeholder: 'https://login.example.com',
      },
      clientId: {
        type: 'string',
        title: 'Client ID',
        group: 'Provider',
        maxLength: 10,
      },
      clientSecret: {
        type: 'string',
        title: 'Client secret',
        group: 'Provider',
        secret: true,
      },
      privateKey: {
        type: 'string',
        title: 'Private key',
        group: 'Provider',
        secret: true,
        multiline: true,
      },
      authentication: {
        type: 'string',
        enum: ['basic', 'post'],
        default: 'basic',
        title: 'Client authentication',
        group: 'Provider',
      },
      scopes: {
        type: 'array',
        items: { type: 'string' },
        default: ['openid', 'email'],
        title: 'Scopes',
        group: 'Claims',
      },
      userinfo: {
        type: 'boolean',
        default: true,
        title: 'Read userinfo',
        group: 'Claims',
      },
      clockTolerance: {
        type: 'integer',
        minimum: 0,
        maximum: 300,
        default: 60,
        title: 'Clock tolerance',
        advanced: true,
      },
    },
    required: ['issuer', 'clientId'],
  },
  resolvers: [
    {
      name: 'linkedIdentity',
      title: 'Linked identity',
      description: 'Signed in this way before.',
      default: true,
    },
    {
      name: 'emailMatchingAccount',
      title: 'Email of an account',
      description: 'Same proved email.',
      default: true,
    },
    {
      name: 'usernameMatchingAccount',
      title: 'Username of an account',
      description: 'Same username.',
      default: false,
    },
    {
      name: 'createAccount',
      title: 'Create account',
      description: 'Makes a new one.',
      default: true,
    },
  ],
};

export const summary: SsoConnectionSummary = {
  id: 'okta',
  protocol: 'oidc',
  protocolInstalled: true,
  displayName: 'Okta',
  icon: 'shield',
  order: 0,
  hidden: false,
  active: true,
  version: 3,
  notices: [],
  updatedAt: '2026-11-20T10:00:00.000Z',
};

export const connection: SsoConnection = {
  ...summary,
  debug: false,
  secondFactor: 'always',
  actions: [],
  settings: {
    issuer: 'https://okta.example.com',
    clientId: 'portal',
    authentication: 'post',
    scopes: ['openid'],
    userinfo: false,
    clockTolerance: 30,
  },
  secrets: {
    clientSecret: {
      setAt: '2026-11-01T12:00:00.000Z',
      fingerprint: 'a1b2c3d4e5f60718',
    },
  },
  policy: ssoProvisioningPolicySchema.parse({}),
  providerValues: [
    {
      label: 'Redirect URI',
      value: 'http://localhost:7007/api/sso/sign-in/okta/callback',
      help: 'Copy it to the letter.',
    },
  ],
  signInUrl: 'http://localhost:7007/api/auth/sso/start?connection=okta',
  createdAt: '2026-11-01T12:00:00.000Z',
  updatedBy: 'user:default/admin',
};

export const trace: SsoTrace = {
  reference: 'AB12-CD34',
  at: '2026-11-21T09:00:00.000Z',
  expiresAt: '2026-12-21T09:00:00.000Z',
  connectionId: 'okta',
  connectionName: 'Okta',
  outcome: 'refused',
  code: 'id-token-audience',
  detail: 'aud was "other".',
  refusal: {
    reason: 'The proof of your identity was made for another application.',
    advice: 'Compare the client ID.',
    actor: 'administrator',
  },
  steps: [
    { step: 'start', outcome: 'passed', evidence: [] },
    {
      step: 'verify',
      outcome: 'refused',
      evidence: [{ label: 'aud', value: ['other'] }],
    },
  ],
};

/** What a test lets an operation answer. */
export type Answer = (input: {
  params: Record<string, string>;
  body: Record<string, unknown>;
  query: Record<string, unknown>;
  signal?: AbortSignal;
}) => unknown;

/** What every settings page asks for beside its own: nothing to report. */
const calm: Record<string, Answer> = {
  getPortalStatus: () => ({
    disabledPlugins: { all: false, connectionIds: [] },
    escapeRoutes: [],
  }),
  getConnectionOverride: () => ({
    state: 'off',
    canConfirm: false,
    nosso: { addresses: [] },
  }),
};

/** A fake of the `sso` plugin, by operation; others are an error. */
export function fakeSsoApi(expected: Record<string, Answer>) {
  const answers = { ...calm, ...expected };
  const call = jest.fn(async (operation: SsoOperation, input: unknown) => {
    const answer = answers[operation.operationId];
    if (!answer) {
      throw new Error(`${operation.operationId} is not expected`);
    }
    return answer(input as Parameters<Answer>[0]);
  });
  return {
    api: { call } as unknown as SsoApi,
    /** Inputs of the calls of one operation. */
    callsOf: (operationId: string) =>
      call.mock.calls
        .filter(([operation]) => operation.operationId === operationId)
        .map(([, input]) => input as Parameters<Answer>[0]),
  };
}
