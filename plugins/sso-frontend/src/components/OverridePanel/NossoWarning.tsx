import { Alert } from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';

/** The way around override auth, and who could use it. */
export function NossoWarning(props: {
  /** From where; empty: from everywhere. */
  addresses: readonly string[];
}) {
  const t = useSsoTranslation();
  const { addresses } = props;

  return (
    <Alert
      status="warning"
      icon
      title={t('override.nossoTitle')}
      description={
        addresses.length === 0
          ? t('override.nossoAll')
          : t('override.nossoSome', { addresses: addresses.join(', ') })
      }
    />
  );
}
