import {
  redirectQuery,
  SamlRedirectOptions,
} from '../bindings/redirectBinding';
import { createSamlKey, SamlKey } from '../keys/createSamlKey';
import { createId } from '../messages/createId';
import {
  createResponseDraft,
  SamlAnswerContext,
  timeAt,
} from '../messages/createResponseDraft';
import {
  SamlLogoutRequestDraft,
  SamlLogoutResponseDraft,
} from '../messages/LogoutDraft';
import { logoutRequestXml, logoutResponseXml } from '../messages/logoutXml';
import { idpMetadataXml, SamlIdpMetadataDraft } from '../messages/metadataXml';
import { SamlResponseDraft } from '../messages/ResponseDraft';
import { responseXml } from '../messages/responseXml';
import { statusCodes } from '../names';
import { createSignatureDraft } from '../signing/createSignatureDraft';
import { SamlSignatureDraft } from '../signing/SignatureDraft';
import {
  ForgedMessage,
  SamlForge,
  SamlForgeOptions,
  SamlLogoutContext,
} from './SamlForge';

type LogoutDraft = SamlLogoutRequestDraft | SamlLogoutResponseDraft;

function isRequest(draft: LogoutDraft): draft is SamlLogoutRequestDraft {
  return 'sessionIndexes' in draft;
}

function logoutXml(draft: LogoutDraft): string {
  return isRequest(draft) ? logoutRequestXml(draft) : logoutResponseXml(draft);
}

/** Messages of one provider, honest or not. */
export class DefaultSamlForge implements SamlForge {
  readonly entityId: string;
  readonly singleSignOnUrl: string;
  readonly singleLogoutUrl: string;
  readonly key: SamlKey;
  readonly attackerKey: SamlKey;

  static async create(options: SamlForgeOptions): Promise<DefaultSamlForge> {
    return new DefaultSamlForge(
      options,
      options.signingKey ?? (await createSamlKey()),
      await createSamlKey({ commonName: 'Attacker' }),
    );
  }

  private constructor(
    options: SamlForgeOptions,
    key: SamlKey,
    attackerKey: SamlKey,
  ) {
    const { entityId } = options;
    this.entityId = entityId;
    this.singleSignOnUrl =
      options.singleSignOnUrl ?? 'https://idp.example.test/saml/sso';
    this.singleLogoutUrl =
      options.singleLogoutUrl ?? 'https://idp.example.test/saml/logout';
    this.key = key;
    this.attackerKey = attackerKey;
  }

  response(context: SamlAnswerContext): Promise<ForgedMessage> {
    return this.send(this.draft(context));
  }

  draft(context: SamlAnswerContext): SamlResponseDraft {
    const draft = createResponseDraft(this.entityId, context);
    draft.assertions[0].signature = this.signature();
    return draft;
  }

  signature(key: SamlKey = this.key): SamlSignatureDraft {
    return createSignatureDraft(key);
  }

  async send(draft: SamlResponseDraft): Promise<ForgedMessage> {
    return this.encode(await responseXml(draft));
  }

  encode(xml: string): ForgedMessage {
    return { xml, samlResponse: Buffer.from(xml, 'utf8').toString('base64') };
  }

  logoutRequest(context: SamlLogoutContext): SamlLogoutRequestDraft {
    return {
      id: createId(),
      version: '2.0',
      issueInstant: timeAt(context.now),
      issuer: this.entityId,
      destination: context.logoutUrl,
      notOnOrAfter: timeAt(context.now, 5),
      nameId: context.nameId,
      sessionIndexes: [...(context.sessionIndexes ?? [])],
    };
  }

  logoutResponse(context: SamlLogoutContext): SamlLogoutResponseDraft {
    return {
      id: createId(),
      version: '2.0',
      issueInstant: timeAt(context.now),
      issuer: this.entityId,
      destination: context.logoutUrl,
      inResponseTo: context.requestId,
      status: { code: statusCodes.success },
    };
  }

  post(draft: LogoutDraft): ForgedMessage {
    return this.encode(logoutXml(draft));
  }

  redirect(
    draft: LogoutDraft,
    options: Partial<SamlRedirectOptions> = {},
  ): string {
    return redirectQuery(logoutXml(draft), {
      parameter: isRequest(draft) ? 'SAMLRequest' : 'SAMLResponse',
      key: this.key,
      ...options,
    });
  }

  metadata(overrides: Partial<SamlIdpMetadataDraft> = {}): string {
    return idpMetadataXml({
      entityId: this.entityId,
      certificates: [this.key.certificate],
      singleSignOnUrl: this.singleSignOnUrl,
      singleLogoutUrl: this.singleLogoutUrl,
      ...overrides,
    });
  }
}
