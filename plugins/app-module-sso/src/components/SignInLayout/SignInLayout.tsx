import { BgProvider } from '@backstage/ui';
import type { ReactNode } from 'react';
import { KeyLogo } from './KeyLogo';
import styles from './SignInLayout.module.css';

/** A card in the middle of a calm page; the whole page on a phone. */
export function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <KeyLogo className={styles.logo} />
        {/* Fields choose a background that stands out from that of the card. */}
        <BgProvider bg="neutral-1">{children}</BgProvider>
      </div>
    </main>
  );
}
