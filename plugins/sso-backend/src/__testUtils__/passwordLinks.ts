import {
  type BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  type NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';

/** Notifications as the portal has sent them. */
export interface Mailbox {
  readonly feature: BackendFeature;
  readonly sent: NotificationSendOptions[];
  /** Waits until so many were sent. @returns the link of the newest */
  waitFor(count: number): Promise<URL>;
}

/** Takes notifications in, in place of the notifications plugin. */
export function createMailbox(): Mailbox {
  const sent: NotificationSendOptions[] = [];
  const waiting = new Set<() => void>();
  return {
    sent,
    feature: createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async (notification: NotificationSendOptions) => {
          sent.push(notification);
          for (const wake of waiting) wake();
        },
      }),
    }),
    waitFor: count =>
      new Promise(resolve => {
        const look = () => {
          if (sent.length < count) return;
          waiting.delete(look);
          resolve(new URL(String(sent.at(-1)?.payload.link)));
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The key in a link that sets a password. */
export function keyOf(link: URL | string): string {
  const [, key] = /#sso-reset=([\w-]{43})$/.exec(String(link)) ?? [];
  if (!key) throw new Error('No link that sets a password');
  return key;
}
