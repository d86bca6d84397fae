import { ConfigReader } from '@backstage/config';
import { readIntervals } from './readIntervals';

describe('readIntervals', () => {
  it('has defaults', () => {
    expect(readIntervals(new ConfigReader({}))).toEqual({
      refresh: { seconds: 10 },
      fullRefresh: { hours: 1 },
    });
  });

  it('reads both forms of durations', () => {
    const catalog = {
      refreshInterval: { seconds: 30 },
      fullRefreshInterval: 'P1D',
    };
    expect(readIntervals(new ConfigReader({ sso: { catalog } }))).toEqual({
      refresh: { seconds: 30 },
      fullRefresh: { days: 1 },
    });
  });

  it('refuses one that is too short', () => {
    const catalog = { refreshInterval: { milliseconds: 10 } };
    expect(() => readIntervals(new ConfigReader({ sso: { catalog } }))).toThrow(
      'sso.catalog.refreshInterval has to be at least one second',
    );
  });
});
