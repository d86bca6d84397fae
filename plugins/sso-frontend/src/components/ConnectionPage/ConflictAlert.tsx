import { Alert, Button } from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';

/** Somebody else saved first; the edits are still in the form. */
export function ConflictAlert(props: {
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
      description={t('conflict.description')}
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
