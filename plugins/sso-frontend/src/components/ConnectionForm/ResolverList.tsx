import { ButtonIcon, Checkbox, Text } from '@backstage/ui';
import type { SsoProtocolInfo } from '@latchkey/plugin-sso-common';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { useId } from 'react';
import { useSsoTranslation } from '../../hooks';
import styles from './ConnectionForm.module.css';
import { FieldSlot } from './FieldSlot';
import { useField } from './useField';

// Always the first, whatever the order says: the others only propose.
const LINK = 'linkedIdentity';

/** The ways to find an existing account: which ones, and in what order. */
export function ResolverList(props: {
  available: SsoProtocolInfo['resolvers'];
  /** Names in order. */
  selected: readonly string[];
  onChange: (selected: string[]) => void;
}) {
  const t = useSsoTranslation();
  const labelId = useId();
  const { available, onChange } = props;
  const selected = props.selected.filter(name => name !== LINK);
  const { message } = useField('policy.resolvers');
  const known = new Map(available.map(resolver => [resolver.name, resolver]));
  const others = available
    .map(({ name }) => name)
    .filter(name => name !== LINK && !selected.includes(name));

  const move = (name: string, offset: -1 | 1) => {
    const from = selected.indexOf(name);
    const moved = selected.filter(other => other !== name);
    moved.splice(from + offset, 0, name);
    onChange(moved);
  };
  const toggle = (name: string, isOn: boolean) =>
    onChange(
      isOn
        ? [...selected, name]
        : selected.filter(otherName => otherName !== name),
    );

  return (
    <FieldSlot path="policy.resolvers">
      <div className={styles.resolvers}>
        <Text id={labelId} variant="body-small" weight="bold">
          {t('accounts.match')}
        </Text>
        <Text variant="body-small" color="secondary">
          {t('accounts.matchHelp')}
        </Text>
        <ol aria-labelledby={labelId} className={styles.resolverList}>
          {[...selected, ...others].map(name => {
            const title = known.get(name)?.title ?? name;
            const position = selected.indexOf(name);
            return (
              <li key={name} className={styles.resolver}>
                <div className={styles.resolverText}>
                  <Checkbox
                    isSelected={position >= 0}
                    onChange={isOn => toggle(name, isOn)}
                  >
                    {title}
                  </Checkbox>
                  <Text
                    variant="body-small"
                    color="secondary"
                    className={styles.resolverHelp}
                  >
                    {known.get(name)?.description ??
                      t('accounts.resolverMissing')}
                  </Text>
                </div>
                {position >= 0 && (
                  <div className={styles.order}>
                    <ButtonIcon
                      icon={<RiArrowUpLine aria-hidden="true" />}
                      variant="tertiary"
                      aria-label={t('connections.moveUp', { name: title })}
                      isDisabled={position === 0}
                      onPress={() => move(name, -1)}
                    />
                    <ButtonIcon
                      icon={<RiArrowDownLine aria-hidden="true" />}
                      variant="tertiary"
                      aria-label={t('connections.moveDown', { name: title })}
                      isDisabled={position === selected.length - 1}
                      onPress={() => move(name, 1)}
                    />
                  </div>
                )}
              </li>
            );
          })}
        </ol>
        {message && (
          <Text variant="body-small" color="danger">
            {message}
          </Text>
        )}
      </div>
    </FieldSlot>
  );
}
