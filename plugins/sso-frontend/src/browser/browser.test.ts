import { browser } from './browser';

describe('browser', () => {
  it.each(['data:text/html,x', 'blob:x', 'ftp://example.com'])(
    'does not go to %s',
    url => {
      expect(() => browser.leaveTo(url)).toThrow('This is no web address.');
    },
  );
});
