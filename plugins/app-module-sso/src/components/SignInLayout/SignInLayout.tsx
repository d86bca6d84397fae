import type { ReactNode } from 'react';
import { KeyLogo } from './KeyLogo';
import styles from './SignInLayout.module.css';

/** A card in the middle of a calm page; the whole page on a phone. */
export function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <KeyLogo className={styles.logo} />
        {children}
      </div>
    </main>
  );
}
