import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Container, Text } from '@backstage/ui';
import { ssoAccountCreatePermission } from '@latchkey/plugin-sso-common';
import { RiUserAddLine } from '@remixicon/react';
import { useState } from 'react';
import { useSsoTranslation } from '../../hooks';
import { AccountFilters } from './AccountFilters';
import { AccountPager } from './AccountPager';
import { AccountResults } from './AccountResults';
import styles from './AccountsPage.module.css';
import { CreateAccount } from './CreateAccount';
import { useAccountSearch } from './useAccountSearch';

/** Everyone who can sign in to the portal. */
export function AccountsPage() {
  const t = useSsoTranslation();
  const search = useAccountSearch();
  const [isCreating, setCreating] = useState(false);
  const { allowed: canCreate } = usePermission({
    permission: ssoAccountCreatePermission,
  });

  return (
    <Container pt="6" pb="10">
      <div className={styles.head}>
        <div>
          <Text as="h2" variant="title-small" weight="bold">
            {t('accountList.title')}
          </Text>
          <Text as="p" color="secondary" className={styles.subtitle}>
            {t('accountList.subtitle')}
          </Text>
        </div>
        {canCreate && (
          <Button
            variant="primary"
            iconStart={<RiUserAddLine aria-hidden="true" />}
            onPress={() => setCreating(true)}
          >
            {t('accountCreate.open')}
          </Button>
        )}
      </div>
      <AccountFilters search={search} />
      <AccountResults search={search} />
      <AccountPager search={search} />
      {isCreating && (
        <CreateAccount
          onCreated={search.reload}
          onClose={() => setCreating(false)}
        />
      )}
    </Container>
  );
}
