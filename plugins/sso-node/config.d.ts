export interface Config {
  sso?: {
    /**
     * Users who may set up single sign-on, as full entity references such as
     * `user:default/admin`. Groups are not accepted.
     */
    administrators?: string[];

    /** Requests to the addresses of identity providers. */
    outbound?: {
      /**
       * Targets that may be reached although they are private or loopback:
       * `host`, `host:port`, an address, or a range such as `10.0.0.0/8`.
       */
      allow?: string[];

      /**
       * Lets plain http go to the targets of `allow`. For development; the
       * backend does not start with it when NODE_ENV is `production`.
       */
      allowHttp?: boolean;
    };
  };
}
