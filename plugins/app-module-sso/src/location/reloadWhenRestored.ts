import { browserNavigation } from './browserNavigation';

function reload(event: PageTransitionEvent): void {
  if (event.persisted) {
    browserNavigation.reload();
  }
}

/**
 * Loads the page anew when the browser brings it back from memory. Otherwise
 * the back button after signing out would show the portal still signed in.
 * Stays in force for the life of the page; calling it again does nothing.
 */
export function reloadWhenRestored(): void {
  window.addEventListener('pageshow', reload);
}
