import type { SsoFinishResult } from '@latchkey/plugin-sso-node';
import {
  createProtocolTestContext,
  ProtocolTestContextOptions,
  ProviderAnswer,
} from '@latchkey/plugin-sso-node/testUtils';
import { OidcProtocol } from '../OidcProtocol';

/** Where the browser ended up. */
export interface Landing {
  method: 'GET' | 'POST';
  url: string;
  body?: URLSearchParams;
}

/** What a provider sent the browser back with, as the engine hands it over. */
export function toAnswer({ method, url, body }: Landing): ProviderAnswer {
  const parameters = method === 'POST' ? body ?? [] : new URL(url).searchParams;
  return { method, parameters: Object.fromEntries(parameters) };
}

/** Options of {@link signIn}. */
export interface SignInOptions extends ProtocolTestContextOptions {
  protocol?: OidcProtocol;
  /** What happens between the provider and the portal. */
  tamper?(answer: ProviderAnswer): ProviderAnswer;
  /** What happens before the person comes back. */
  beforeFinish?(): void | Promise<void>;
}

/**
 * One whole sign-in through the protocol.
 *
 * @param browse - opens the address of the provider and signs in there
 */
export async function signIn(
  browse: (location: string) => Promise<Landing>,
  options: SignInOptions,
): Promise<SsoFinishResult & { logged: readonly string[] }> {
  const protocol = options.protocol ?? OidcProtocol.create();
  const { startContext, finishContext, logged } = createProtocolTestContext(
    protocol,
    options,
  );
  const start = await protocol.start(startContext);
  if (start.kind !== 'redirect') {
    throw new Error('Expected a redirect');
  }
  const answer = toAnswer(await browse(start.location));
  await options.beforeFinish?.();
  const result = await protocol.finish(
    finishContext(options.tamper?.(answer) ?? answer, start.memory),
  );
  return { ...result, logged };
}
