import type { HumanDuration, JsonObject } from '@backstage/types';

export interface Config {
  /** Single sign-on. */
  sso?: {
    /**
     * Full entity references of the users who may set up single sign-on, such
     * as `user:default/admin`. Groups are refused: providers can put people
     * into groups.
     */
    administrators?: string[];

    /** How secrets of SSO connections are kept in the database. */
    secrets?: {
      /**
       * Keys that secrets are encrypted with. The first one encrypts, all of
       * them decrypt. To rotate, put a new key in front of the old one, wait
       * until the backend has logged that it sealed the secrets anew (within
       * an hour or so), then drop the old one. With several replicas, let all
       * of them know the new key first: add it at the end, restart them, and
       * only then move it to the front. Fingerprints of secrets change with
       * the key that encrypts. Without keys the backend does not start, except
       * when NODE_ENV is `development` or `test`.
       */
      keys?: Array<{
        /** Stands beside every encrypted value; never reuse one. */
        id: string;
        /**
         * At least 32 characters, from `openssl rand -base64 32` for example.
         *
         * @visibility secret
         */
        secret: string;
      }>;
      /**
       * Where development keeps a generated key, from the working directory.
       * `.latchkey/sso-keys.json` by default. Keep it out of version control.
       */
      developmentKeyFile?: string;
    };

    /** Signing in with username and password. */
    local?: {
      /** On by default. */
      enabled?: boolean;
      password?: {
        /** Smallest number of characters; 12 by default, 8 to 128. */
        minLength?: number;
        /**
         * File with passwords that are refused because others have used them,
         * a line each, from the working directory.
         */
        blocklist?: string;
      };
      /** Wrong passwords and codes of one account. */
      lockout?: {
        /** Attempts before the account is locked for a while; 10 by default. */
        attempts?: number;
        /**
         * Of the first lock; 1 minute by default. Doubles with each further
         * one, up to an hour.
         */
        duration?: HumanDuration | string;
      };
      /**
       * Wrong passwords from one address, or one /64 network of IPv6. Behind a
       * proxy this needs `backend.trustProxy`.
       */
      addressLockout?: {
        /** 100 by default. */
        attempts?: number;
        /** 5 minutes by default; doubles up to an hour. */
        duration?: HumanDuration | string;
      };
      passwordReset?: {
        /**
         * `notifications` sends links by Backstage notifications, and so by
         * email where their email processor is installed; `administrator`,
         * the default, leaves it to administrators to hand them out.
         */
        delivery?: 'notifications' | 'administrator';
        /** Of a link that was sent; 30 minutes by default. */
        lifetime?: HumanDuration | string;
        /** Of a link that an administrator issued; one day by default. */
        issuedLifetime?: HumanDuration | string;
      };
    };

    /** Accounts, wherever they come from. */
    accounts?: {
      /** Days without use after which an account is closed; never by default. */
      inactiveAccountDisable?: number;
    };

    /** The way around override auth. */
    nosso?: {
      /**
       * Addresses and networks, such as `10.0.0.0/8`, from which `?nosso=1`
       * and passwords are taken while override auth is on; from everywhere by
       * default. Behind a proxy this needs `backend.trustProxy`.
       */
      addresses?: string[];
    };

    /**
     * Starts without plugins: `true` leaves only local sign-in, a list skips
     * SSO connections by their ids. The same as `--disablePlugins` on the
     * command line and `SSO_DISABLE_PLUGINS` in the environment, which both go
     * before it.
     */
    disablePlugins?: boolean | string[];

    /**
     * SSO connections that the portal begins with. Each is created once, at a
     * start, unless one of its id is or was there; from then on administrators
     * change it on the settings pages.
     */
    initialConnections?: Array<{
      /** Stands in the addresses that the provider gets; it never changes. */
      id: string;
      /** Id of the protocol, such as `oidc` or `saml`. */
      protocol: string;
      /** Label of the button on the sign-in page. */
      displayName: string;
      /** Address of metadata that settings are read from, as the form does. */
      metadataUrl?: string;
      /** Name of an icon. */
      icon?: string;
      hidden?: boolean;
      active?: boolean;
      comment?: string;
      debug?: boolean;
      /** When accounts with a second factor are asked for it. */
      secondFactor?: 'always' | 'unlessProven' | 'never';
      loginSuccessRedirect?: string;
      /** Settings of the protocol, as the API takes them. */
      settings?: JsonObject;
      /**
       * Secrets of the protocol by the name of their setting.
       *
       * @deepVisibility secret
       */
      secrets?: { [name: string]: string };
      /** Provisioning policy, as the API takes it. */
      policy?: JsonObject;
    }>;

    /** Signing in through providers. */
    signIn?: {
      /**
       * Names of sign-in resolvers, in the order in which they look for the
       * account of a person, for SSO connections that set no order of their
       * own. By default `linkedIdentity`, `emailMatchingAccount`,
       * `createAccount`.
       */
      resolvers?: string[];
      /** How long a sign-in may take at the provider; 10 minutes by default. */
      stateLifetime?: HumanDuration | string;
    };

    /** Sessions of people who signed in. */
    session?: {
      /** End of a session that is not used; 12 hours by default. */
      idleTimeout?: HumanDuration | string;
      /** End of a session in any case; 7 days by default. */
      lifetime?: HumanDuration | string;
    };

    /** Redacted traces of refused sign-ins, and of others in debug mode. */
    traces?: {
      /**
       * How long traces are kept; 14 days by default. Of more than 50,000, the
       * oldest go before.
       */
      retention?: HumanDuration | string;
    };

    /** History of sign-ins and changes. */
    events?: {
      /** How long events are kept; 400 days by default. */
      retention?: HumanDuration | string;
    };

    /**
     * Regular upkeep of SSO connections: metadata is read again, keys are
     * switched, certificates that are about to expire are reported.
     */
    maintenance?: {
      /** One hour by default; 1 minute to 7 days. */
      frequency?: HumanDuration | string;
    };

    /** Requests of the backend to providers. */
    outbound?: {
      /**
       * Targets that may be reached although they are not public: host names,
       * addresses or networks.
       */
      allow?: string[];
      /** Whether plain http may be spoken with them; refused in production. */
      allowHttp?: boolean;
    };

    /** The Catalog entities of accounts and groups. */
    catalog?: {
      /** Namespace of the entities; `default` by default. */
      namespace?: string;
    };
  };
}
