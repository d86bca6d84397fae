import type {
  SsoAccountEvent,
  SsoSessionSummary,
} from '@latchkey/plugin-sso-common';
import type { SsoTranslate } from '../../hooks';
import { activityMessages } from '../../messages/activityMessages';
import { describeDevice } from './describeDevice';

/** Browser and system of a session, in words. */
export function deviceOf(
  { userAgent }: Pick<SsoSessionSummary, 'userAgent'>,
  t: SsoTranslate,
): string {
  const { browser, system } = describeDevice(userAgent);
  if (browser && system) {
    return t('session.device', { browser, system });
  }
  return browser ?? system ?? t('session.unknownDevice');
}

/** How a session began, in words. */
export function wayOf(
  session: Pick<SsoSessionSummary, 'way' | 'connection'>,
  t: SsoTranslate,
): string {
  const connection = session.connection ?? t('way.removed');
  return t(`way.${session.way}`, { connection });
}

type KnownEvent = Exclude<
  keyof typeof activityMessages.event,
  'other' | 'by' | 'trace' | 'reference'
>;

/** What happened, in words. */
export function eventOf({ type }: SsoAccountEvent, t: SsoTranslate): string {
  return isKnown(type) ? t(`event.${type}`) : t('event.other');
}

function isKnown(type: string): type is KnownEvent {
  return (
    Object.hasOwn(activityMessages.event, type) &&
    !['other', 'by', 'trace', 'reference'].includes(type)
  );
}

/** The name in an entity reference: `admin` of `user:default/admin`. */
export function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}
