import {
  BrowserStart,
  Credentials,
  DevSamlIdp,
  FinalRedirect,
  IdpBrowser,
} from '@latchkey/dev-idp';
import type {
  SsoBrowserStep,
  SsoFinishResult,
} from '@latchkey/plugin-sso-node';
import {
  createProtocolTestContext,
  ProtocolTestContextOptions,
  ProviderAnswer,
} from '@latchkey/plugin-sso-node/testUtils';
import { SamlProtocol } from '../SamlProtocol';

/** The person that signs in unless another one is named. */
export function personOf(idp: DevSamlIdp): Credentials {
  const { username, password } = idp.people[0];
  return { username, password };
}

/** Settings that work with a development provider. */
export function settingsFor(
  idp: DevSamlIdp,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    entityId: idp.entityId,
    entryPoint: idp.singleSignOnUrl,
    certificates: idp.certificate,
    ...more,
  };
}

/** Where a step of the portal leads the browser. */
export function toBrowserStart(step: SsoBrowserStep): BrowserStart {
  return step.kind === 'redirect'
    ? step.location
    : {
        method: 'POST',
        url: step.action,
        body: new URLSearchParams({ ...step.fields }),
      };
}

/** What the provider sent the browser back with, as the engine hands it over. */
export function toAnswer({ method, url, body }: FinalRedirect): ProviderAnswer {
  const parameters = method === 'POST' ? body ?? [] : new URL(url).searchParams;
  return { method, parameters: Object.fromEntries(parameters) };
}

/** Options of {@link signIn}. */
export interface SignInOptions extends Partial<ProtocolTestContextOptions> {
  readonly protocol?: SamlProtocol;
  readonly browser?: IdpBrowser;
  readonly person?: Credentials;
  /** What happens between the provider and the portal. */
  tamper?(answer: ProviderAnswer): ProviderAnswer;
}

/** One whole sign-in through the protocol, at the development provider. */
export async function signIn(
  idp: DevSamlIdp,
  options: SignInOptions = {},
): Promise<SsoFinishResult & { logged: readonly string[] }> {
  const protocol = options.protocol ?? SamlProtocol.create();
  const { startContext, finishContext, logged } = createProtocolTestContext(
    protocol,
    { ...options, settings: settingsFor(idp, options.settings) },
  );
  const { memory, ...step } = await protocol.start(startContext);
  const browser = options.browser ?? IdpBrowser.create(idp);
  const answer = toAnswer(
    await browser.signIn(toBrowserStart(step), options.person ?? personOf(idp)),
  );
  const result = await protocol.finish(
    finishContext(options.tamper?.(answer) ?? answer, memory),
  );
  return { ...result, logged };
}
