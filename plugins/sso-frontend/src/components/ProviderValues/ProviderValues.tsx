import { Text } from '@backstage/ui';
import type { SsoConnection } from '@latchkey/plugin-sso-common';
import { useSsoTranslation } from '../../hooks';
import { CopyField } from './CopyField';
import { DocumentField } from './DocumentField';
import styles from './ProviderValues.module.css';

/** What the administrator carries to the provider, and the sign-in link. */
export function ProviderValues(props: {
  /** Not there before the first save. */
  connection?: Pick<
    SsoConnection,
    'id' | 'version' | 'providerValues' | 'signInUrl'
  >;
}) {
  const t = useSsoTranslation();
  const { connection } = props;

  return (
    <section className={styles.panel} aria-labelledby="sso-provider-values">
      <Text
        as="h3"
        id="sso-provider-values"
        variant="body-large"
        weight="bold"
        className={styles.heading}
      >
        {t('provider.title')}
      </Text>
      {connection ? (
        <>
          {connection.providerValues.map(({ kind, ...value }) =>
            kind === 'document' ? (
              <DocumentField
                // Another version may have another content.
                key={`${value.label}-${connection.version}`}
                {...value}
                fileName={`${connection.id}-metadata.xml`}
              />
            ) : (
              <CopyField key={value.label} {...value} />
            ),
          )}
          <CopyField
            label={t('provider.signInLink')}
            value={connection.signInUrl}
            help={t('provider.signInLinkHelp')}
          />
        </>
      ) : (
        <Text as="p" variant="body-small" color="secondary">
          {t('provider.afterSave')}
        </Text>
      )}
    </section>
  );
}
