import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  SsoIdentityLink,
  SsoMyAccount,
  ssoSelfOperations,
} from '@latchkey/plugin-sso-common';
import {
  SsoIconView,
  ssoApiRef,
  useSsoAction,
} from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import { useProof, useSsoTranslation, useToast } from '../../hooks';
import { ActionDialog } from '../ActionDialog';
import { LinkList } from '../Activity';
import { Panel } from '../Panel';
import { LinkDialog } from './LinkDialog';
import { LinkProof } from './LinkProof';
import styles from './MySecurityPage.module.css';
import type { MyPanelProps } from './MySecurityView';

type Linkable = SsoMyAccount['linkable'][number];

/** Providers that sign the person in to this account. */
export function MyLinksPanel(props: MyPanelProps) {
  const t = useSsoTranslation();
  const { account, onChange } = props;
  const { links, linkable } = account;
  const proof = useProof();
  const [linking, setLinking] = useState<Linkable>();
  const [removing, setRemoving] = useState<SsoIdentityLink>();

  return (
    <Panel title={t('myLinks.title')} description={t('myLinks.description')}>
      {proof && <LinkProof proof={proof} onLinked={onChange} />}
      {links.length === 0 ? (
        <Text color="secondary">{t('myLinks.none')}</Text>
      ) : (
        <LinkList
          label={t('myLinks.title')}
          links={links}
          onRemove={setRemoving}
        />
      )}
      {linkable.length > 0 && (
        <div className={styles.actions}>
          {linkable.map(provider => (
            <Button
              key={provider.id}
              variant="secondary"
              iconStart={<SsoIconView icon={provider.icon} size={16} />}
              onPress={() => setLinking(provider)}
            >
              {t('myLinks.link', { connection: provider.displayName })}
            </Button>
          ))}
        </div>
      )}
      {linking && (
        <LinkDialog
          account={account}
          provider={linking}
          onClose={() => setLinking(undefined)}
        />
      )}
      {removing && (
        <RemoveDialog
          link={removing}
          onRemoved={onChange}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Panel>
  );
}

function RemoveDialog(props: {
  link: SsoIdentityLink;
  onRemoved: MyPanelProps['onChange'];
  onClose: () => void;
}) {
  const t = useSsoTranslation();
  const ssoApi = useApi(ssoApiRef);
  const toast = useToast();
  const { id, connection } = props.link;
  const remove = useSsoAction(async () => {
    props.onRemoved(
      await ssoApi.call(ssoSelfOperations.removeMyLink, {
        params: { linkId: id },
      }),
    );
    toast.success(t('myLinks.removed', { connection }));
    props.onClose();
  });

  return (
    <ActionDialog
      title={t('myLinks.removeTitle', { connection })}
      submitLabel={t('accountAction.removeLink')}
      isDestructive
      action={remove}
      onClose={props.onClose}
    >
      <Text as="p">{t('myLinks.removeHelp', { connection })}</Text>
    </ActionDialog>
  );
}
