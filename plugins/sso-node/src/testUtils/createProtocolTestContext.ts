import type { LoggerService } from '@backstage/backend-plugin-api';
import { createOutboundFetch } from '../outbound/createOutboundFetch';
import type { SsoProtocol } from '../protocol/SsoProtocol';
import type { SsoProtocolContext } from '../protocol/SsoProtocolContext';
import type { SsoFinishContext, SsoStartContext } from '../protocol/SsoSignIn';

/** Options of {@link createProtocolTestContext}. @public */
export interface ProtocolTestContextOptions {
  /** As an administrator would enter them, secrets included. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Loopback by http is allowed unless another one is given. */
  readonly fetch?: typeof fetch;
  readonly callbackUrl?: string;
  readonly logoutUrl?: string;
  readonly metadataUrl?: string;
  readonly debug?: boolean;
  readonly connectionId?: string;
  readonly connectionVersion?: number;
  readonly state?: string;
}

/** What {@link createProtocolTestContext} makes. @public */
export interface ProtocolTestContext<TSettings extends object> {
  readonly context: SsoProtocolContext<TSettings>;
  readonly startContext: SsoStartContext<TSettings>;
  /** A finish context for what came back; `memory` is that of `start`. */
  finishContext(
    answer: Pick<SsoFinishContext['request'], 'method'> & {
      readonly parameters: Readonly<Record<string, string>>;
    },
    memory: SsoFinishContext['memory'] | undefined,
  ): SsoFinishContext<TSettings>;
  /** Everything that was logged, as JSON. */
  readonly logged: readonly string[];
}

/**
 * Stands in for the `sso` plugin around one sign-in of a protocol.
 *
 * @throws ZodError when the settings are not accepted
 * @public
 */
export function createProtocolTestContext<TSettings extends object>(
  protocol: SsoProtocol<TSettings>,
  options: ProtocolTestContextOptions,
): ProtocolTestContext<TSettings> {
  const logged: string[] = [];
  const log = (...given: unknown[]) => {
    logged.push(
      JSON.stringify(given, (_, value) =>
        value instanceof Error
          ? { ...value, message: value.message, cause: value.cause }
          : value,
      ),
    );
  };
  const logger: LoggerService = {
    error: log,
    warn: log,
    info: log,
    debug: log,
    child: () => logger,
  };
  const {
    callbackUrl = 'http://localhost:7007/api/sso/sign-in/test/callback',
    state = 'state-of-the-contract',
  } = options;
  const context: SsoProtocolContext<TSettings> = {
    connectionId: options.connectionId ?? 'test',
    connectionVersion: options.connectionVersion ?? 1,
    settings: protocol.settings.parse(options.settings) as TSettings,
    callbackUrl,
    logoutUrl: options.logoutUrl ?? siblingOf(callbackUrl, 'logout'),
    metadataUrl: options.metadataUrl ?? siblingOf(callbackUrl, 'metadata'),
    debug: options.debug ?? false,
    fetch:
      options.fetch ??
      createOutboundFetch({
        allow: ['localhost', '127.0.0.1', '[::1]'],
        allowHttp: true,
      }),
    logger,
  };
  return {
    context,
    startContext: { ...context, state },
    finishContext({ method, parameters }, memory = {}) {
      const { pathname } = new URL(callbackUrl);
      const query = method === 'GET' ? { ...parameters } : {};
      const search = new URLSearchParams(query).toString();
      return {
        ...context,
        state,
        memory,
        request: {
          method,
          originalUrl: search ? `${pathname}?${search}` : pathname,
          query,
          body: method === 'POST' ? { ...parameters } : {},
        },
      };
    },
    logged,
  };
}

function siblingOf(callbackUrl: string, name: string): string {
  return callbackUrl.replace(/[^/]*$/, name);
}
