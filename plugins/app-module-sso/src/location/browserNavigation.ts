import { tabMemory } from './tabMemory';

const NEXT_KEY = 'latchkey-next';
const SIGNED_OUT_KEY = 'latchkey-signed-out';

/** What leads the browser as a whole elsewhere; jsdom cannot. */
export interface BrowserNavigation {
  reload(): void;
  replace(url: string): void;
  /**
   * Remembers an address of this tab to go on to as soon as the sign-in page
   * is loaded. After signing out Backstage itself loads the portal anew, and
   * would overtake any other navigation.
   */
  continueAt(url: string): void;
  /** What was remembered, once. */
  takeNext(): string | undefined;
  /** Remembers that the person in this tab has just signed out. */
  markSignedOut(): void;
  /** Whether that was so, once. */
  takeSignedOut(): boolean;
}

export const browserNavigation: BrowserNavigation = {
  reload: () => window.location.reload(),
  replace: url => window.location.replace(url),
  continueAt: url => {
    tabMemory.put(NEXT_KEY, url);
  },
  takeNext: () => tabMemory.take(NEXT_KEY),
  markSignedOut: () => {
    tabMemory.put(SIGNED_OUT_KEY, '1');
  },
  takeSignedOut: () => tabMemory.take(SIGNED_OUT_KEY) !== undefined,
};
