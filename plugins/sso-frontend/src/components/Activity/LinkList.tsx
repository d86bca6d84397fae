import { Button, Text } from '@backstage/ui';
import type { SsoIdentityLink } from '@latchkey/plugin-sso-common';
import { RiLinksLine } from '@remixicon/react';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import styles from './Activity.module.css';

/** Identities at providers that sign in to an account. */
export function LinkList(props: {
  label: string;
  links: readonly SsoIdentityLink[];
  /** Without it, links can only be looked at. */
  onRemove?: (link: SsoIdentityLink) => void;
}) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { onRemove } = props;

  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.links.map(link => (
        <li key={link.id} className={styles.row}>
          <RiLinksLine
            size={20}
            aria-hidden="true"
            className={styles.rowIcon}
          />
          <div className={styles.text}>
            <Text weight="bold">{link.connection}</Text>
            <Text variant="body-small" title={link.issuer}>
              {t('links.identity', { subject: link.subject })}
            </Text>
            <Text variant="body-small" color="secondary">
              <time dateTime={link.linkedAt}>
                {t('links.since', { date: format.date(link.linkedAt) })}
              </time>
            </Text>
          </div>
          {onRemove && (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('links.removeLabel', {
                connection: link.connection,
              })}
              onPress={() => onRemove(link)}
            >
              {t('links.remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
