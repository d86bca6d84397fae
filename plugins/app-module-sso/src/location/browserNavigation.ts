/** Leaving the page as a whole, behind an interface for tests. */
export interface BrowserNavigation {
  /** Loads the page anew. */
  reload(): void;
  /** Goes somewhere without leaving this page in the history. */
  replace(url: string): void;
}

export const browserNavigation: BrowserNavigation = {
  reload: () => window.location.reload(),
  replace: url => window.location.replace(url),
};
