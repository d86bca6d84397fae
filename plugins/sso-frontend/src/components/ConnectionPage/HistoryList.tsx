import { Badge, Text } from '@backstage/ui';
import {
  ssoAdminOperations,
  SsoConnectionVersion,
} from '@latchkey/plugin-sso-common';
import { useSsoOperation } from '@latchkey/plugin-sso-react';
import { RiHistoryLine } from '@remixicon/react';
import { useFormatTime, useSsoTranslation, SsoTranslate } from '../../hooks';
import { EmptyView, FailedView, LoadingView } from '../StateView';
import styles from './ConnectionPage.module.css';

/** Who changed what, newest first. */
export function HistoryList({ connectionId }: { connectionId: string }) {
  const t = useSsoTranslation();
  const format = useFormatTime();
  const { state, reload } = useSsoOperation(
    ssoAdminOperations.listConnectionVersions,
    { params: { connectionId } },
  );

  switch (state.status) {
    case 'loading':
      return <LoadingView />;
    case 'failed':
      return (
        <FailedView
          title={t('history.failed')}
          error={state.error}
          onRetry={reload}
        />
      );
    default:
      return state.value.versions.length === 0 ? (
        <EmptyView
          icon={<RiHistoryLine aria-hidden="true" />}
          title={t('history.emptyTitle')}
          description={t('history.emptyDescription')}
        />
      ) : (
        <ol className={styles.history} aria-label={t('history.title')}>
          {state.value.versions.map(version => (
            <li key={version.version}>
              <div className={styles.versionHead}>
                <Badge>
                  {t('history.version', { version: String(version.version) })}
                </Badge>
                <Text weight="bold">{describeAction(version, t)}</Text>
                <Text variant="body-small" color="secondary">
                  {version.changedBy} ·{' '}
                  <time dateTime={version.changedAt}>
                    {format.absolute(version.changedAt)}
                  </time>
                </Text>
              </div>
              {version.changedPaths.length > 0 && (
                <div className={styles.paths}>
                  {version.changedPaths.map(path => (
                    <code key={path}>{path}</code>
                  ))}
                </div>
              )}
            </li>
          ))}
        </ol>
      );
  }
}

function describeAction(
  { action }: SsoConnectionVersion,
  t: SsoTranslate,
): string {
  switch (action) {
    case 'created':
      return t('history.created');
    case 'updated':
      return t('history.updated');
    case 'activated':
      return t('history.activated');
    case 'deactivated':
      return t('history.deactivated');
    case 'maintained':
      return t('history.maintained');
    default:
      return action;
  }
}
