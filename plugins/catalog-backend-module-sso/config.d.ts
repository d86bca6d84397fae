import type { HumanDuration } from '@backstage/types';

export interface Config {
  sso?: {
    /** How the Catalog follows the accounts and groups. */
    catalog?: {
      /**
       * Time between looks at what changed; at least one second. Defaults to
       * 10 seconds.
       */
      refreshInterval?: HumanDuration | string;
      /**
       * Time between comparisons of everything; at least one second. Defaults
       * to 1 hour.
       */
      fullRefreshInterval?: HumanDuration | string;
    };
  };
}
