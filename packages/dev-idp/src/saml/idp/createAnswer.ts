import { createId } from '../messages/createId';
import { createResponseDraft } from '../messages/createResponseDraft';
import { SamlResponseDraft, SamlStatusDraft } from '../messages/ResponseDraft';
import { authnContexts, contentEncryption, statusCodes } from '../names';
import { createSignatureDraft } from '../signing/createSignatureDraft';
import { SamlKey } from '../keys/createSamlKey';
import { chooseNameId } from './chooseNameId';
import { IdpSession } from './IdpSessions';
import { DevSamlSettings, SamlServiceProvider } from './types';

/** What an answer is made of. */
export interface AnswerOptions {
  entityId: string;
  key: SamlKey;
  settings: DevSamlSettings;
  serviceProvider: SamlServiceProvider;
  acsUrl: string;
  requestId?: string;
  nameIdFormat?: string;
  authnContexts: readonly string[];
}

const encryptionAlgorithms = {
  'aes256-gcm': contentEncryption.aes256Gcm,
  'aes128-gcm': contentEncryption.aes128Gcm,
  'aes256-cbc': contentEncryption.aes256Cbc,
  'aes128-cbc': contentEncryption.aes128Cbc,
};

const offeredContexts: readonly string[] = Object.values(authnContexts);

/** An answer that says why there is no assertion in it. */
export function createRefusal(
  options: AnswerOptions,
  status: SamlStatusDraft,
): SamlResponseDraft {
  return {
    id: createId(),
    version: '2.0',
    issueInstant: new Date().toISOString(),
    issuer: options.entityId,
    destination: options.acsUrl,
    inResponseTo: options.requestId,
    status,
    assertions: [],
    signature: createSignatureDraft(options.key),
  };
}

/** The answer for somebody who is signed in; notes the service provider. */
export function createAnswer(
  options: AnswerOptions,
  session: IdpSession,
): SamlResponseDraft {
  const nameId = chooseNameId(session, options);
  if (!nameId) {
    return createRefusal(options, {
      code: statusCodes.requester,
      subcode: statusCodes.invalidNameIdPolicy,
    });
  }
  const context =
    options.authnContexts.length === 0
      ? authnContexts.passwordProtectedTransport
      : options.authnContexts.find(one => offeredContexts.includes(one));
  if (!context) {
    return createRefusal(options, {
      code: statusCodes.responder,
      subcode: statusCodes.noAuthnContext,
    });
  }
  const { settings, serviceProvider } = options;
  const draft = createResponseDraft(options.entityId, {
    acsUrl: options.acsUrl,
    audience: serviceProvider.entityId,
    requestId: options.requestId,
    now: new Date(),
    person: session.person,
  });
  const [assertion] = draft.assertions;
  assertion.nameId = nameId;
  const [statement] = assertion.authnStatements;
  statement.sessionIndex = session.index;
  statement.authnInstant = session.authenticatedAt.toISOString();
  statement.authnContext = context;
  if (settings.sign === 'assertion' || settings.sign === 'both') {
    assertion.signature = createSignatureDraft(options.key);
  }
  if (settings.sign === 'response' || settings.sign === 'both') {
    draft.signature = createSignatureDraft(options.key);
  }
  if (settings.encryption !== 'off' && serviceProvider.encryptionCertificate) {
    assertion.encryption = {
      certificate: serviceProvider.encryptionCertificate,
      algorithm: encryptionAlgorithms[settings.encryption],
    };
  }
  session.participants.set(serviceProvider.entityId, {
    serviceProvider,
    nameId,
  });
  return draft;
}
