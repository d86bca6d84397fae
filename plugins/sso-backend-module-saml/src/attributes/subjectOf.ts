import { SsoError } from '@latchkey/plugin-sso-common';
import type { SamlSettings } from '../settings';
import type { VerifiedAnswer } from '../verify/VerifiedMessage';
import { findAttribute } from './findAttribute';

const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';

/**
 * eduPersonTargetedID is asked for by the identifier that product guides give;
 * it is registered, and sent, as another one (eduPerson 4.4.0).
 */
const aliases = new Map([
  ['urn:oid:1.3.6.1.4.1.5923.1.1.10', 'urn:oid:1.3.6.1.4.1.5923.1.1.1.10'],
]);

/**
 * The identifier of the person: the attribute of the settings if the provider
 * sends it, else the NameID.
 *
 * @throws SsoError `saml-subject-missing` when the attribute names nobody or
 *   several people, and for a NameID that is another one at every sign-in
 */
export function subjectOf(
  { attributes, nameId }: Pick<VerifiedAnswer, 'attributes' | 'nameId'>,
  { subjectAttribute }: Pick<SamlSettings, 'subjectAttribute'>,
): string {
  const values =
    findAttribute(attributes, subjectAttribute) ??
    findAttribute(attributes, aliases.get(subjectAttribute ?? ''));
  if (values !== undefined && values.length > 0) {
    const [value, ...others] = new Set(values);
    // Neither falls back on the NameID: the same person could come as two.
    if (others.length > 0 || value.trim() === '') {
      throw new SsoError('saml-subject-missing', {
        detail:
          others.length > 0
            ? `The attribute "${subjectAttribute}" has several values`
            : `The attribute "${subjectAttribute}" is empty`,
      });
    }
    return value;
  }
  if (nameId.format === transient) {
    throw new SsoError('saml-subject-missing', {
      detail: `The NameID is transient, and there is no attribute "${subjectAttribute}"`,
    });
  }
  return nameId.value;
}
