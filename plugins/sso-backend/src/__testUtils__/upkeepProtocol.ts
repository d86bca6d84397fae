import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  type SsoConnection,
  ssoAdminOperations,
  SsoError,
  type SsoErrorCode,
} from '@latchkey/plugin-sso-common';
import {
  type SsoProtocol,
  ssoProtocolsExtensionPoint,
} from '@latchkey/plugin-sso-node';
import { z } from 'zod/v4';
import type { TestPortal } from './startTestPortal';

const settings = z.strictObject({
  endpoint: z.string().max(200).optional().meta({ title: 'Endpoint' }),
  certificate: z
    .string()
    .max(50)
    .optional()
    .meta({ title: 'Certificate', inspected: true }),
  apiKey: z.string().optional().meta({ title: 'API key', secret: true }),
  signingKey: z
    .string()
    .optional()
    .meta({ title: 'Signing key', secret: true, inspected: true }),
});
type Settings = z.infer<typeof settings>;
type Protocol = SsoProtocol<Settings>;

/** What a test wants the protocol to do. */
export interface UpkeepBehaviour {
  propose: NonNullable<Protocol['setup']>['propose'];
  inspect: NonNullable<Protocol['inspect']>;
  maintain: NonNullable<Protocol['maintain']>;
  generateKey: NonNullable<Protocol['actions']>[number]['run'];
  /** Evidence of the sign-in. */
  evidence: Array<{ label: string; value: string }>;
  /** With which the sign-in is refused. */
  refusal?: SsoErrorCode;
}

const honest = (): UpkeepBehaviour => ({
  propose: async () => ({ choices: [], findings: [] }),
  inspect: () => [],
  maintain: async () => ({ notices: [] }),
  generateKey: async () => ({ findings: [] }),
  evidence: [],
  refusal: undefined,
});

/**
 * A protocol with a set-up, inspected settings, an action (available while
 * there is no `signingKey`) and an upkeep, which tests replace. Its provider
 * says yes to everybody.
 */
export function createUpkeepProtocol() {
  const behaviour = honest();
  const protocol: Protocol = {
    id: 'upkeep',
    title: 'Upkeep',
    description: 'Of a test.',
    icon: 'key',
    settings,
    stateParameter: 'state',
    callbackMethods: ['GET'],
    providerValues: () => [],
    start: async ({ state }) => ({
      kind: 'redirect',
      location: `https://provider.test/?state=${state}`,
    }),
    finish: async () => {
      const { evidence, refusal } = behaviour;
      if (refusal) throw new SsoError(refusal, { evidence });
      return {
        identity: {
          issuer: 'https://provider.test',
          subject: 'alice',
          username: 'alice',
          emailVerified: false,
          attributes: {},
        },
        evidence,
      };
    },
    setup: {
      info: {
        title: 'Set up from metadata',
        description: 'Of a test.',
        urlLabel: 'Address',
        documentLabel: 'Document',
        fileTypes: ['.xml'],
      },
      propose: (...given) => behaviour.propose(...given),
    },
    inspect: (...given) => behaviour.inspect(...given),
    actions: [
      {
        id: 'generate-key',
        title: 'Generate a key',
        description: 'Of a test.',
        confirmation: 'Really?',
        isAvailable: ({ secretNames }) => !secretNames.includes('signingKey'),
        run: context => behaviour.generateKey(context),
      },
    ],
    maintain: context => behaviour.maintain(context),
  };
  const module = createBackendModule({
    pluginId: 'sso',
    moduleId: 'upkeep',
    register(env) {
      env.registerInit({
        deps: { protocols: ssoProtocolsExtensionPoint },
        async init({ protocols }) {
          protocols.addProtocol(protocol);
        },
      });
    },
  });
  return {
    module,
    behaviour,
    reset: () => Object.assign(behaviour, honest()),
  };
}

/** An SSO connection of the protocol. */
export function connectUpkeep(
  portal: TestPortal,
  overrides: Record<string, unknown> = {},
): Promise<SsoConnection> {
  return portal.admin.call(ssoAdminOperations.createConnection, {
    body: { protocol: 'upkeep', displayName: 'Upkeep', ...overrides },
  });
}

type Task = SchedulerServiceTaskScheduleDefinition & {
  id: string;
  fn: (signal: AbortSignal) => void | Promise<void>;
};

/** A scheduler that runs a task when a test says so. */
export function createTestScheduler() {
  const tasks = new Map<string, Task>();
  const feature = createServiceFactory({
    service: coreServices.scheduler,
    deps: {},
    factory: () => ({
      triggerTask: async () => {},
      scheduleTask: async (task: Task) => {
        tasks.set(task.id, task);
      },
      createScheduledTaskRunner: () => ({ run: async () => {} }),
      getScheduledTasks: async () => [],
      cancelTask: async () => {},
    }),
  });
  return {
    feature,
    task: (id: string) => tasks.get(id),
    run: async (id: string) => {
      const task = tasks.get(id);
      if (!task) throw new Error(`There is no task ${id}`);
      await task.fn(new AbortController().signal);
    },
  };
}
