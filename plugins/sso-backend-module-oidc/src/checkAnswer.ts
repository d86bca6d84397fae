import { SsoError } from '@latchkey/plugin-sso-common';
import type { SsoFinishContext } from '@latchkey/plugin-sso-node';
import type { ServerMetadata } from 'openid-client';
import { providerErrorEvidence, quoteProvider } from './errors';
import { OidcSettings, responseModeOf } from './settings';

const answerParameters = ['state', 'code', 'id_token', 'error', 'iss'];

function malformed(detail: string): SsoError {
  return new SsoError('callback-malformed', { detail });
}

/** The parameters of the answer, from the place where they have to be. */
function parametersOf({
  request,
  settings,
}: SsoFinishContext<OidcSettings>): Readonly<Record<string, string>> {
  const mode = responseModeOf(settings);
  const method = mode === 'form_post' ? 'POST' : 'GET';
  if (request.method !== method) {
    throw malformed(
      `The answer came by ${request.method}, but response mode ${mode} comes by ${method}`,
    );
  }
  const [parameters, elsewhere] =
    mode === 'form_post'
      ? [request.body, request.query]
      : [request.query, request.body];
  if (answerParameters.some(name => Object.hasOwn(elsewhere, name))) {
    throw malformed('The answer came in the address and in the form at once');
  }
  return parameters;
}

/**
 * Checks the answer of the provider before anything is asked of it: state,
 * issuer of the answer (RFC 9207), errors, and that everything is there.
 *
 * @throws SsoError `state-unknown`, `response-issuer-mismatch`,
 * `provider-denied`, `provider-error` or `callback-malformed`
 */
export function checkAnswer(
  context: SsoFinishContext<OidcSettings>,
  metadata: ServerMetadata,
): Readonly<Record<string, string>> {
  const parameters = parametersOf(context);
  const { state, iss, error } = parameters;
  if (state !== context.state) {
    throw new SsoError('state-unknown', {
      detail: state
        ? 'The state of the answer is not the one that was sent'
        : 'The answer has no state',
    });
  }
  if (iss !== undefined && iss !== metadata.issuer) {
    throw new SsoError('response-issuer-mismatch', {
      detail: 'The iss of the answer is another issuer',
      evidence: [
        { label: 'Issuer in the settings', value: metadata.issuer },
        { label: 'Issuer of the answer', value: quoteProvider(iss) },
      ],
    });
  }
  if (error !== undefined) {
    throw new SsoError(
      error === 'access_denied' ? 'provider-denied' : 'provider-error',
      {
        detail: `The provider answered "${quoteProvider(error)}"`,
        evidence: providerErrorEvidence(error, parameters.error_description),
      },
    );
  }
  if (
    iss === undefined &&
    // An ID token in the answer says by itself whose it is (RFC 9207 §2.4).
    parameters.id_token === undefined &&
    metadata.authorization_response_iss_parameter_supported === true
  ) {
    throw new SsoError('response-issuer-mismatch', {
      detail: 'The answer has no iss, although the provider announces it',
    });
  }
  const { responseType } = context.settings;
  for (const name of ['code', 'id_token']) {
    const expected = responseType.split(' ').includes(name);
    if (expected !== Boolean(parameters[name])) {
      throw malformed(
        expected
          ? `The answer has no ${name}`
          : `The answer has a ${name}, which response type ${responseType} does not bring`,
      );
    }
  }
  return parameters;
}
