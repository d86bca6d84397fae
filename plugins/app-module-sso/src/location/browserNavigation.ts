const NEXT_KEY = 'latchkey.next';

/** Leaving the page as a whole, behind an interface for tests. */
export interface BrowserNavigation {
  /** Loads the page anew. */
  reload(): void;
  /** Goes somewhere without leaving this page in the history. */
  replace(url: string): void;
  /**
   * Remembers, for this tab, where the sign-in page goes on to as soon as it
   * is loaded. After signing out Backstage itself loads the portal anew, and
   * would overtake any other navigation.
   */
  continueAt(url: string): void;
  /** What was remembered, once. */
  takeNext(): string | undefined;
}

/** Undefined where the browser keeps nothing for the portal. */
function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

export const browserNavigation: BrowserNavigation = {
  reload: () => window.location.reload(),
  replace: url => window.location.replace(url),
  continueAt: url => tabStorage()?.setItem(NEXT_KEY, url),
  takeNext() {
    const storage = tabStorage();
    const url = storage?.getItem(NEXT_KEY) ?? undefined;
    storage?.removeItem(NEXT_KEY);
    return url;
  },
};
