import { z } from 'zod/v4';
import { bindings } from './bindings';
import { choiceField, line, switchField, textField } from './fields';

const group = 'Sign-in request';

/** What the portal asks for. */
export const requestSettings = {
  entryPointBinding: choiceField(bindings, 'redirect', {
    title: 'Binding of the request',
    description:
      'How the request travels to the sign-in URL: in the address, or as a form.',
    group,
  }),
  identifierFormat: textField({
    title: 'NameID format',
    description:
      'The kind of identifier to ask for (NameIDPolicy). Leave it empty to let the provider choose.',
    group,
    placeholder: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  }),
  authnContext: z
    .array(line(500).min(1, 'Leave out empty entries.'))
    .max(10, 'Use at most 10 entries.')
    .default([])
    .meta({
      title: 'Authentication context',
      description:
        'How people have to sign in there (AuthnContextClassRef), such as urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport. Answers with another one are refused. Empty: as the provider likes.',
      group,
    }),
  forceAuthn: switchField({
    title: 'Ask for the password each time',
    description:
      'The provider asks again even when the person is signed in there (ForceAuthn).',
    group,
  }),
};
