import { Link, useSidebarOpenState } from '@backstage/core-components';
import { LatchkeyLogo } from './LatchkeyLogo';
import styles from './SidebarLogo.module.css';

/** The logo at the head of the sidebar; with the name while that is open. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();

  return (
    <Link
      to="/"
      underline="none"
      className={styles.link}
      // Has to hold the visible text (WCAG 2.5.3).
      aria-label="Latchkey home"
    >
      <LatchkeyLogo className={styles.logo} />
      {isOpen && <span className={styles.name}>Latchkey</span>}
    </Link>
  );
}
