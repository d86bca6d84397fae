import type { SsoPasswordLink } from '@latchkey/plugin-sso-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Account } from '../stores/AccountStore';
import type { PasswordMessenger } from './PasswordMessenger';

/**
 * Sends links as Backstage notifications. Their processors bring them to
 * people who are not signed in: that of email, for one.
 */
export class NotificationsPasswordMessenger implements PasswordMessenger {
  readonly #notifications: NotificationService;

  static create(options: {
    notifications: NotificationService;
  }): NotificationsPasswordMessenger {
    return new NotificationsPasswordMessenger(options.notifications);
  }

  private constructor(notifications: NotificationService) {
    this.#notifications = notifications;
  }

  async sendPasswordLink(
    account: Account,
    link: SsoPasswordLink,
  ): Promise<void> {
    await this.#notifications.send({
      // By the entity only: nobody can type an address that gets the link.
      recipients: { type: 'entity', entityRef: account.entityRef },
      payload: {
        title: 'Set a new password',
        description: `Somebody, probably you, asked for a new password of the account ${
          account.username
        }. The link works once, until ${toText(
          link.expiresAt,
        )}. If it was not you, you need not do anything.`,
        link: link.url,
        severity: 'high',
        topic: 'sso-password-reset',
      },
    });
  }
}

/** `2026-11-21 10:30 UTC` */
function toText(dateTime: string): string {
  return `${dateTime.slice(0, 16).replace('T', ' ')} UTC`;
}
