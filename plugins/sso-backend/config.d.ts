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
    };

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
