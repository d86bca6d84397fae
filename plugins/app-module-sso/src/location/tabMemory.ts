/** Undefined where the browser keeps nothing for the portal. */
function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

/** What one tab remembers over loading the portal anew. */
export const tabMemory = {
  /** @returns false where the browser keeps nothing */
  put(key: string, value: string): boolean {
    try {
      tabStorage()?.setItem(key, value);
    } catch {
      return false;
    }
    return tabStorage()?.getItem(key) === value;
  },
  read: (key: string): string | undefined =>
    tabStorage()?.getItem(key) ?? undefined,
  /** Reads and forgets. */
  take(key: string): string | undefined {
    const value = tabMemory.read(key);
    tabStorage()?.removeItem(key);
    return value;
  },
};
