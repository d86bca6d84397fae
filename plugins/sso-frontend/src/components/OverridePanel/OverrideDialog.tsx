import { Text } from '@backstage/ui';
import { useSsoAction } from '@latchkey/plugin-sso-react';
import { useSsoTranslation } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { NossoWarning } from './NossoWarning';

/** Asks before everyone is sent to a provider, or no longer. */
export function OverrideDialog(props: {
  kind: 'arm' | 'disarm';
  name: string;
  addresses: readonly string[];
  run: () => Promise<void>;
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const { kind, name, onClose } = props;
  const action = useSsoAction(async () => {
    await props.run();
    onClose();
  });

  return kind === 'arm' ? (
    <ActionDialog
      title={t('override.armTitle', { name })}
      submitLabel={t('override.arm')}
      action={action}
      onClose={onClose}
    >
      <Text as="p">{t('override.armHelp', { name })}</Text>
      <NossoWarning addresses={props.addresses} />
    </ActionDialog>
  ) : (
    <ActionDialog
      title={t('override.disarmTitle')}
      submitLabel={t('override.disarm')}
      action={action}
      onClose={onClose}
    >
      <Text as="p">{t('override.disarmHelp')}</Text>
    </ActionDialog>
  );
}
