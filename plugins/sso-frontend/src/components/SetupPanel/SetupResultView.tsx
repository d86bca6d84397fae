import { Alert, Text } from '@backstage/ui';
import { useSsoTranslation } from '../../hooks';
import { FindingList } from '../Findings';
import { SetupChoices } from './SetupChoices';
import type { SetupResult, SetupSource } from './useSetup';

/** What was read: which provider it is to be, and what was filled in. */
export function SetupResultView(props: {
  result?: SetupResult;
  isPending: boolean;
  onChoose: (source: SetupSource, choice: string) => void;
}) {
  const t = useSsoTranslation();
  const { result, isPending } = props;
  const fields = result?.filled ?? [];
  const mayChoose = (result?.proposal.choices.length ?? 0) > 1;
  const isAsked = mayChoose && result?.choice === undefined;
  const isEmpty = result && !isPending && !isAsked && fields.length === 0;

  return (
    <>
      {result && mayChoose && (
        <SetupChoices
          choices={result.proposal.choices}
          chosen={result.choice}
          isPending={isPending}
          onChoose={choice => props.onChoose(result.source, choice)}
        />
      )}
      <div role="status">
        {fields.length > 0 && (
          <Alert
            status="success"
            icon
            title={t('setup.filled', { count: fields.length })}
            description={t('setup.filledHelp', {
              fields: fields.map(({ title }) => title).join(', '),
            })}
          />
        )}
        {isEmpty && (
          <Text variant="body-small" color="secondary">
            {t('setup.nothing')}
          </Text>
        )}
      </div>
      <FindingList
        label={t('setup.findings')}
        findings={result?.proposal.findings}
      />
    </>
  );
}
