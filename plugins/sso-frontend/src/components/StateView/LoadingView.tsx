import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';
import styles from './StateView.module.css';

/** Stands in for content that is on its way. */
export function LoadingView({ rows = 3 }: { rows?: number }) {
  const t = useSsoTranslation();

  return (
    <div role="status" className={styles.loading}>
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={64} />
      ))}
    </div>
  );
}
