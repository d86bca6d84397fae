import { Alert } from '@backstage/ui';
import type { SsoNotice } from '@latchkey/plugin-sso-common';
import { useFormatTime, useSsoTranslation } from '../../hooks';
import styles from './ConnectionPage.module.css';

/** What the regular upkeep found that somebody should know. */
export function ConnectionNotices(props: { notices: readonly SsoNotice[] }) {
  const t = useSsoTranslation();
  const { notices } = props;

  return notices.length === 0 ? null : (
    <section aria-label={t('notices.label')} className={styles.notices}>
      {notices.map((notice, index) => (
        <Alert
          key={`${index}-${notice.title}`}
          status={statusOf(notice)}
          icon
          title={notice.title}
          description={<NoticeText notice={notice} />}
        />
      ))}
    </section>
  );
}

function NoticeText({ notice }: { notice: SsoNotice }) {
  const t = useSsoTranslation();
  const format = useFormatTime();

  return (
    <span className={styles.noticeText}>
      {notice.detail && <span>{notice.detail}</span>}
      {notice.advice && <span>{notice.advice}</span>}
      <time dateTime={notice.since}>
        {t('notices.since', { date: format.absolute(notice.since) })}
      </time>
    </span>
  );
}

/** A note is a warning when there is something to do about it. */
function statusOf(notice: SsoNotice): 'danger' | 'warning' | 'info' {
  if (notice.outcome === 'failed') {
    return 'danger';
  }
  return notice.advice ? 'warning' : 'info';
}
