import { usePermission } from '@backstage/plugin-permission-react';
import { Accordion, AccordionPanel, BgProvider } from '@backstage/ui';
import {
  ssoConnectionUpdatePermission,
  SsoSetupInfo,
} from '@latchkey/plugin-sso-common';
import type { SettingsField } from '../../settings';
import { FoldTrigger } from '../FoldTrigger';
import { FailedView } from '../StateView';
import { useSsoTranslation } from '../../hooks';
import { SetupResultView } from './SetupResultView';
import { SetupSourceFields } from './SetupSourceFields';
import styles from './SetupPanel.module.css';
import { useSetup } from './useSetup';

/**
 * Fills in the form with what a provider publishes about itself. Nothing is
 * saved: the person looks at the form and saves it.
 */
export function SetupPanel(props: {
  protocolId: string;
  setup: SsoSetupInfo;
  /** Puts settings into the form; gives the fields that they went into. */
  propose: (
    settings: Readonly<Record<string, unknown>>,
  ) => readonly SettingsField[];
  isExpanded: boolean;
}) {
  const t = useSsoTranslation();
  const { setup } = props;
  const { run, isPending, error, result } = useSetup(
    props.protocolId,
    props.propose,
  );
  const { allowed } = usePermission({
    permission: ssoConnectionUpdatePermission,
  });
  if (!allowed) {
    return null;
  }

  return (
    <Accordion className={styles.panel} defaultExpanded={props.isExpanded}>
      <FoldTrigger title={setup.title} subtitle={setup.description} />
      <AccordionPanel>
        {/* Fields choose a background that stands out from that of the panel. */}
        <BgProvider bg="neutral-1">
          <div className={styles.content}>
            <SetupSourceFields
              setup={setup}
              isPending={isPending}
              onRead={source => run(source)}
            />
            {error && <FailedView title={t('setup.notDone')} error={error} />}
            <SetupResultView
              result={result}
              isPending={isPending}
              onChoose={(source, choice) => run(source, choice)}
            />
          </div>
        </BgProvider>
      </AccordionPanel>
    </Accordion>
  );
}
