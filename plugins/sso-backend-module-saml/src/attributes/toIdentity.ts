import type { AssertedIdentity } from '@latchkey/plugin-sso-common';
import { toText, toTextList } from '@latchkey/plugin-sso-node';
import type { SamlSettings } from '../settings';
import type { VerifiedAnswer } from '../verify/VerifiedMessage';
import { findAttribute } from './findAttribute';
import { principalOf } from './principalOf';
import { toSessionMemory } from './sessionMemory';
import { subjectOf } from './subjectOf';
import { toAttributes } from './toAttributes';

/**
 * What a verified answer says about the person, in the form of the product.
 *
 * @param audience - entity ID of the portal
 * @throws SsoError `saml-subject-missing`
 */
export function toIdentity(
  answer: VerifiedAnswer,
  settings: SamlSettings,
  audience: string,
): AssertedIdentity {
  const { attributes, issuer, nameId, sessionIndex } = answer;
  // The first value that says something: identity providers list aliases.
  const read = (name: string | undefined) =>
    findAttribute(attributes, name)
      ?.map(toText)
      .find(value => value !== undefined);
  const subject = subjectOf(answer, settings);
  const givenName = read(settings.givenNameAttribute);
  const familyName = read(settings.familyNameAttribute);
  const email = read(settings.emailAttribute);
  return {
    issuer,
    subject,
    username: settings.usernameAttribute
      ? read(settings.usernameAttribute)
      : subject,
    email,
    emailVerified: settings.emailsVerified && email !== undefined,
    displayName:
      read(settings.displayNameAttribute) ??
      ([givenName, familyName].filter(Boolean).join(' ') || undefined),
    givenName,
    familyName,
    idNumber: read(settings.idNumberAttribute),
    groups: toTextList(findAttribute(attributes, settings.groupAttribute))
      ?.values,
    attributes: toAttributes(attributes),
    providerSession: {
      id: sessionIndex,
      principal: principalOf(nameId, { issuer, audience }),
      memory: toSessionMemory({ nameId, sessionIndex }),
      authenticatedAt: answer.authenticatedAt,
      methods: answer.authnContext ? [answer.authnContext] : undefined,
    },
  };
}
