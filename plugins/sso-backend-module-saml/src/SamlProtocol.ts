import {
  SsoCheckFinding,
  SsoError,
  SsoInspection,
} from '@latchkey/plugin-sso-common';
import {
  runPassportStrategy,
  SsoDocument,
  SsoFinishContext,
  SsoFinishResult,
  SsoLogoutContext,
  SsoLogoutMessage,
  SsoLogoutMessageContext,
  SsoLogoutStart,
  SsoMaintenanceResult,
  SsoProtocol,
  SsoProtocolContext,
  SsoStartContext,
  SsoStartResult,
  SsoUnsolicitedContext,
  SsoUnsolicitedResult,
} from '@latchkey/plugin-sso-node';
import { z } from 'zod/v4';
import { samlActions } from './administration/samlActions';
import { toIdentity } from './attributes/toIdentity';
import { checkProvider } from './administration/checkProvider';
import { checkRequest } from './answers/checkRequest';
import { createVerifier, SentRequest } from './answers/createVerifier';
import { entityIdOf } from './entityIdOf';
import { toSsoError } from './toSsoError';
import { inspectSetting } from './administration/inspectSetting';
import { readLogoutMessage } from './logout/readLogoutMessage';
import { startLogout } from './logout/startLogout';
import { maintainConnection } from './administration/maintainConnection';
import { writeMetadata } from './metadata/writeMetadata';
import { pinnedCertificate } from './answers/pinnedCertificate';
import { providerValues } from './administration/providerValues';
import { createMessageId } from './requests/createMessageId';
import { signerOf } from './requests/signerOf';
import { formKey, SamlStrategy, SamlUser } from './SamlStrategy';
import { SamlSettings, samlSettingsSchema } from './settings';
import { samlSetup } from './administration/samlSetup';
import { singleUseOf } from './answers/singleUseOf';
import type { VerifiedAnswer } from './verify';

type Context = SsoProtocolContext<SamlSettings>;

const memorySchema = z.object({
  requestId: z.string(),
  requestedAt: z.number(),
});

/**
 * Sign-in by the Web Browser SSO profile of SAML 2.0, and its Single Logout
 * profile (SAML profiles 4.1 and 4.4), as a service provider.
 */
export class SamlProtocol implements SsoProtocol<SamlSettings> {
  readonly id = 'saml';
  readonly title = 'SAML 2.0';
  readonly description =
    'Sign in with any identity provider of SAML 2.0, such as AD FS, Shibboleth, Keycloak, Okta or SimpleSAMLphp.';
  readonly icon = 'building';
  readonly settings = samlSettingsSchema;
  readonly stateParameter = 'RelayState';
  readonly callbackMethods = ['POST'] as const;
  readonly setup = samlSetup;
  readonly actions = samlActions;
  readonly providerValues = providerValues;

  static create(): SamlProtocol {
    return new SamlProtocol();
  }

  private constructor() {}

  async start(context: SsoStartContext<SamlSettings>): Promise<SsoStartResult> {
    const sent = { id: createMessageId(), sentAt: new Date() };
    const memory = { requestId: sent.id, requestedAt: sent.sentAt.getTime() };
    const session: Record<string, unknown> = {};
    const outcome = await runPassportStrategy(
      this.#strategyFor(context, sent),
      {
        method: 'GET',
        originalUrl: '/',
        query: { RelayState: context.state },
        session,
      },
      { phase: 'start' },
    );
    if (outcome.kind === 'redirect') {
      const { location } = outcome;
      return { kind: 'redirect', location, memory };
    }
    if (outcome.kind !== 'pass') {
      throw toSsoError(
        outcome.kind === 'error' ? outcome.error : undefined,
        'settings-invalid',
        'The request cannot be made from the settings',
      );
    }
    return {
      kind: 'form',
      action: context.settings.entryPoint,
      fields: session[formKey] as Record<string, string>,
      memory,
    };
  }

  async finish(
    context: SsoFinishContext<SamlSettings>,
  ): Promise<SsoFinishResult> {
    const { request, state, memory, settings } = context;
    checkRequest(request);
    const sent = memorySchema.safeParse(memory);
    if (request.body.RelayState !== state || !sent.success) {
      throw new SsoError('state-unknown', {
        detail: 'RelayState is not that of this sign-in',
      });
    }
    const answer = await this.#verify(context, {
      id: sent.data.requestId,
      sentAt: new Date(sent.data.requestedAt),
    });
    return {
      identity: toIdentity(answer, settings, entityIdOf(context)),
      evidence: answer.checks,
      singleUse: singleUseOf(answer),
      changes: pinnedCertificate(answer, settings),
    };
  }

  async unsolicited(
    context: SsoUnsolicitedContext<SamlSettings>,
  ): Promise<SsoUnsolicitedResult> {
    if (!context.settings.allowUnsolicited) {
      throw new SsoError('unsolicited-refused');
    }
    checkRequest(context.request);
    const answer = await this.#verify(context);
    return {
      evidence: answer.checks,
      singleUse: singleUseOf(answer),
    };
  }

  logout(
    context: SsoLogoutContext<SamlSettings>,
  ): Promise<SsoLogoutStart | undefined> {
    return startLogout(context);
  }

  logoutMessage(
    context: SsoLogoutMessageContext<SamlSettings>,
  ): Promise<SsoLogoutMessage> {
    return readLogoutMessage(context);
  }

  async metadata(context: Context): Promise<SsoDocument> {
    return writeMetadata(context);
  }

  inspect(name: string, value: string): SsoInspection[] {
    return inspectSetting(name, value);
  }

  maintain(context: Context): Promise<SsoMaintenanceResult> {
    return maintainConnection(context);
  }

  check(context: Context): Promise<SsoCheckFinding[]> {
    return checkProvider(context);
  }

  async #verify(
    context: SsoUnsolicitedContext<SamlSettings>,
    sent?: SentRequest,
  ): Promise<VerifiedAnswer> {
    const { method, originalUrl, body } = context.request;
    const outcome = await runPassportStrategy(
      this.#strategyFor(context, sent),
      { method, originalUrl, body, session: {} },
      { phase: 'finish' },
    );
    if (outcome.kind !== 'success') {
      throw toSsoError(
        outcome.kind === 'error' ? outcome.error : undefined,
        'callback-malformed',
        'The answer cannot be processed',
      );
    }
    return (outcome.user as SamlUser).answer;
  }

  #strategyFor(context: Context, sent?: SentRequest): SamlStrategy {
    const { settings, callbackUrl } = context;
    return SamlStrategy.create({
      settings,
      callbackUrl,
      entityId: entityIdOf(context),
      requestId: sent?.id ?? createMessageId(),
      signer: settings.signRequests
        ? signerOf(settings, new Date())
        : undefined,
      verify: createVerifier(context, sent),
    });
  }
}
