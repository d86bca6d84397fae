import { Link, Text } from '@backstage/ui';
import {
  isSsoErrorCode,
  SsoAccountEvent,
  ssoErrors,
} from '@latchkey/plugin-sso-common';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiRecordCircleLine,
} from '@remixicon/react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import styles from './Activity.module.css';
import { eventOf, nameOf } from './words';

const icons = {
  success: RiCheckboxCircleLine,
  refused: RiCloseCircleLine,
  other: RiRecordCircleLine,
};

/** What happened to an account, newest first. */
export function EventList(props: {
  label: string;
  events: readonly SsoAccountEvent[];
  /** Where the trace of a refusal is, for those who may read traces. */
  toTrace?: (reference: string) => string;
}) {
  return (
    <ol className={styles.list} aria-label={props.label}>
      {props.events.map((event, index) => (
        <EventRow
          key={`${event.at}-${index}`}
          event={event}
          toTrace={props.toTrace}
        />
      ))}
    </ol>
  );
}

function EventRow(props: {
  event: SsoAccountEvent;
  toTrace?: (reference: string) => string;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { event, toTrace } = props;
  const outcome = outcomeOf(event);
  const Icon = icons[outcome];
  const facts = [
    event.connection,
    event.actor && t('event.by', { name: nameOf(event.actor) }),
  ].filter(Boolean);

  return (
    <li className={styles.row} data-outcome={outcome}>
      <Icon size={20} aria-hidden="true" className={styles.rowIcon} />
      <div className={styles.text}>
        <Text weight="bold">{eventOf(event, t)}</Text>
        {isSsoErrorCode(event.code) && (
          <Text variant="body-small">{ssoErrors[event.code].reason}</Text>
        )}
        <Text variant="body-small" color="secondary">
          <time dateTime={event.at}>{format.absolute(event.at)}</time>
          {facts.map(fact => ` · ${fact}`)}
        </Text>
      </div>
      {event.reference && <Reference of={event.reference} toTrace={toTrace} />}
    </li>
  );
}

function Reference(props: {
  of: string;
  toTrace?: (reference: string) => string;
}) {
  const t = useSsoTranslation();
  const reference = props.of;

  return props.toTrace ? (
    <Link
      href={props.toTrace(reference)}
      standalone
      variant="body-small"
      className={styles.reference}
    >
      {t('event.trace', { reference })}
    </Link>
  ) : (
    <Text variant="body-small" color="secondary">
      {t('event.reference', { reference })}
    </Text>
  );
}

function outcomeOf({ type }: SsoAccountEvent): keyof typeof icons {
  switch (type) {
    case 'sign-in':
      return 'success';
    case 'sign-in-refused':
    case 'account-locked':
      return 'refused';
    default:
      return 'other';
  }
}
