import { Alert, Button } from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';

/** Somebody else saved first. Edits are still in the form. */
export function ConflictAlert(props: {
  /** What became of what the person did. */
  description?: string;
  isPending: boolean;
  onReload: () => void;
}) {
  const t = useSsoTranslation();

  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('conflict.title')}
      description={props.description ?? t('conflict.description')}
      customActions={
        <Button
          size="small"
          variant="secondary"
          isPending={props.isPending}
          onPress={() => props.onReload()}
        >
          {t('conflict.reload')}
        </Button>
      }
    />
  );
}
