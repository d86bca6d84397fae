import { RefObject, useEffect } from 'react';

/**
 * Gives the focus to the heading of the panel when what had it has gone with
 * a change, so that the keyboard does not start again at the top of the page.
 *
 * @param change - what is shown; a new value is a change
 */
export function useKeepFocus(
  within: RefObject<HTMLElement>,
  change: unknown,
): void {
  useEffect(() => {
    // Dialogs give the focus back a moment after they are gone.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) {
        within.current
          ?.closest('section')
          ?.querySelector<HTMLElement>('[data-panel-heading]')
          ?.focus();
      }
    }, 300);
    return () => clearTimeout(timer);
  }, [within, change]);
}
