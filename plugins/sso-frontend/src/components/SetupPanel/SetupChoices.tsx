import { SearchField, Text } from '@backstage/ui';
import type { SsoSettingsProposal } from '@latchkey/plugin-sso-common';
import { RiCheckLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './SetupPanel.module.css';

/** A federation has thousands of providers; a page should not. */
const MAX_SHOWN = 50;

/** One of the providers that a document holds. */
export function SetupChoices(props: {
  choices: SsoSettingsProposal['choices'];
  chosen?: string;
  isPending: boolean;
  onChoose: (value: string) => void;
}) {
  const t = useSsoTranslation();
  const labelId = useId();
  const { choices, chosen, isPending, onChoose } = props;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const matching = choices.filter(({ label, value }) =>
    `${label}\n${value}`.toLowerCase().includes(wanted),
  );
  const shown = matching.slice(0, MAX_SHOWN);
  const choose = (value: string) => !isPending && onChoose(value);

  return (
    <div role="group" aria-labelledby={labelId} className={styles.choices}>
      <Text id={labelId} variant="body-small" weight="bold">
        {t('setup.choose')}
      </Text>
      <Text variant="body-small" color="secondary">
        {t('setup.chooseHelp')}
      </Text>
      <SearchField
        aria-label={t('setup.search')}
        placeholder={t('setup.search')}
        value={search}
        onChange={setSearch}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            // Not the form around it.
            event.preventDefault();
            if (matching.length === 1) {
              choose(matching[0].value);
            }
          }
        }}
      />
      <ul className={styles.choiceList} aria-labelledby={labelId}>
        {shown.map(({ value, label }) => (
          <li key={value}>
            <button
              type="button"
              className={styles.choice}
              aria-pressed={value === chosen}
              aria-disabled={isPending}
              onClick={() => choose(value)}
            >
              <span>
                {label}
                {label !== value && (
                  <Text variant="body-x-small" color="secondary">
                    {value}
                  </Text>
                )}
              </span>
              {value === chosen && <RiCheckLine size={18} aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
      <Text variant="body-small" color="secondary" role="status">
        {matching.length === 0 && t('setup.noMatch')}
        {matching.length > shown.length &&
          t('setup.shown', {
            shown: String(shown.length),
            total: String(matching.length),
          })}
      </Text>
    </div>
  );
}
