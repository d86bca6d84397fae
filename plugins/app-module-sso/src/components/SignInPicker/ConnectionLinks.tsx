import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SsoIconView } from '@latchkey/plugin-sso-react';
import { ssoSignInTranslationRef } from '../../translation';
import styles from './SignInPicker.module.css';
import type { SignInLink } from './useSignInOptions';

/**
 * One link per SSO connection. Plain links, because the browser has to leave
 * the portal as a whole; a router would try to open them inside.
 */
export function ConnectionLinks(props: { connections: readonly SignInLink[] }) {
  const { t } = useTranslationRef(ssoSignInTranslationRef);

  return (
    <nav aria-label={t('connections.label')}>
      <ul className={styles.connections}>
        {props.connections.map(connection => (
          <li key={connection.id}>
            <a className={styles.connection} href={connection.href}>
              <span className={styles.icon}>
                <SsoIconView icon={connection.icon} />
              </span>
              <span className={styles.name}>{connection.displayName}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
