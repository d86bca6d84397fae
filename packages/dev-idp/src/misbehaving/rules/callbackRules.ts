import { MisbehaviourRule } from '../types';

/** The redirect to the client (RFC 6749 §4.1.2, RFC 9207). */
export const callbackRules = {
  wrongIssParameter: {
    description: 'The redirect says it comes from another issuer',
    callback(parameters) {
      parameters.set('iss', 'https://other-issuer.example.test');
    },
  },
  missingIssParameterThoughAdvertised: {
    description:
      'The redirect does not say which issuer it comes from, although announced',
    callback(parameters) {
      parameters.delete('iss');
    },
  },
  wrongState: {
    description: 'The redirect has another state',
    callback(parameters) {
      parameters.set('state', 'another-state');
    },
  },
  missingState: {
    description: 'The redirect has no state',
    callback(parameters) {
      parameters.delete('state');
    },
  },
  errorCallback: {
    description: 'The redirect is an error whose description is HTML',
    callback(parameters) {
      for (const name of ['code', 'id_token']) {
        parameters.delete(name);
      }
      parameters.set('error', 'access_denied');
      parameters.set(
        'error_description',
        '<img src=x onerror=alert(1)><script>alert(2)</script>',
      );
    },
  },
} satisfies Record<string, MisbehaviourRule>;
