/** What leads the browser as a whole elsewhere; tests watch it. */
export const browser = {
  /**
   * Goes to an address that the backend made.
   *
   * @throws TypeError for anything but a web address
   */
  leaveTo(url: string): void {
    const { protocol, href } = new URL(url, window.location.href);
    if (protocol !== 'https:' && protocol !== 'http:') {
      throw new TypeError('This is no web address.');
    }
    window.location.assign(href);
  },
  reload: (): void => window.location.reload(),
};
