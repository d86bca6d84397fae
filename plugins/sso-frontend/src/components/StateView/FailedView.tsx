import { Alert, Button } from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';

/** Says what could not be read and offers to try again. */
export function FailedView(props: {
  title?: string;
  error: Error;
  onRetry?: () => void;
}) {
  const t = useSsoTranslation();

  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={props.title ?? t('state.failed')}
      description={props.error.message}
      customActions={
        props.onRetry && (
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('state.retry')}
          </Button>
        )
      }
    />
  );
}
