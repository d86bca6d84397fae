import { createOutboundFetch } from '@latchkey/plugin-sso-node';
import { OidcProtocol } from '../OidcProtocol';
import { Landing, signIn, SignInOptions } from './signIn';

/** The flows that an attack is tried in. */
export const responseTypes = ['code', 'code id_token', 'id_token'] as const;

/** One of {@link responseTypes}. */
export type ResponseType = (typeof responseTypes)[number];

interface Provider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Tries sign-ins of one protocol at one provider, and collects the tokens and
 * codes that pass by, to show that none of them is ever seen again.
 */
export class AttackBench {
  readonly protocol = OidcProtocol.create();
  readonly outbound = createOutboundFetch({
    allow: ['localhost'],
    allowHttp: true,
    timeoutMs: 400,
  });

  readonly #idp: Provider;
  readonly #browse: (location: string) => Promise<Landing>;
  readonly #secrets: Set<string>;
  #version = 0;

  static create(
    idp: Provider,
    browse: (location: string) => Promise<Landing>,
  ): AttackBench {
    return new AttackBench(idp, browse);
  }

  private constructor(
    idp: Provider,
    browse: (location: string) => Promise<Landing>,
  ) {
    this.#idp = idp;
    this.#browse = browse;
    this.#secrets = new Set([idp.clientSecret]);
  }

  settings(responseType: ResponseType): Record<string, unknown> {
    return {
      issuer: this.#idp.issuer,
      clientId: this.#idp.clientId,
      clientSecret: this.#idp.clientSecret,
      claimsFrom: responseType === 'id_token' ? 'idToken' : 'userinfo',
      responseType,
    };
  }

  /** Signs in; nothing is remembered of the provider unless a version is given. */
  attempt(
    responseType: ResponseType = 'code',
    options: Partial<SignInOptions> = {},
  ) {
    return signIn(this.#browse, {
      protocol: this.protocol,
      fetch: this.#watchingFetch,
      connectionVersion: ++this.#version,
      ...options,
      settings: { ...this.settings(responseType), ...options.settings },
      tamper: answer => {
        this.#collect(answer.parameters);
        return options.tamper?.(answer) ?? answer;
      },
    });
  }

  /** The version of the SSO connection in the newest attempt. */
  get version(): number {
    return this.#version;
  }

  /** Tokens, codes and secrets that stand in what was seen. */
  secretsIn(seen: unknown): string[] {
    const text = JSON.stringify(seen, (_, value) =>
      value instanceof Error
        ? { ...value, message: value.message, cause: value.cause }
        : value,
    );
    return [...this.#secrets].filter(secret => text.includes(secret));
  }

  #collect(values: Readonly<Record<string, unknown>>) {
    for (const name of ['code', 'id_token', 'access_token']) {
      const value = values[name];
      if (typeof value === 'string') {
        this.#secrets.add(value);
      }
    }
  }

  #watchingFetch: typeof fetch = async (input, init) => {
    const response = await this.outbound(input, init);
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    this.#collect({ ...(body as object | undefined) });
    return response;
  };
}
