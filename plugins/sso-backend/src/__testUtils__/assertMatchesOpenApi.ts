import type { SsoOperation } from '@latchkey/plugin-sso-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { createOpenApiDocument } from '../http/openapi';

const document = createOpenApiDocument();
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'openapi.json');

function pointer(...keys: Array<string | number>): string {
  return `openapi.json#/${keys
    .map(key =>
      encodeURIComponent(String(key).replace(/~/g, '~0').replace(/\//g, '~1')),
    )
    .join('/')}`;
}

function check(reference: string, value: unknown, what: string): void {
  const validate = ajv.getSchema(reference);
  if (!validate) {
    throw new Error(`The OpenAPI document says nothing of ${what}`);
  }
  if (!validate(value)) {
    throw new Error(
      `${what} is not as the OpenAPI document says: ${ajv.errorsText(
        validate.errors,
      )} in ${JSON.stringify(value)}`,
    );
  }
}

/**
 * Holds one exchange against the OpenAPI document. A request that the
 * document does not allow has to be refused with 400, and only such a one.
 */
export function assertMatchesOpenApi(
  operation: SsoOperation,
  exchange: { requestBody?: unknown; status: number; responseBody?: unknown },
): void {
  const { status, requestBody, responseBody } = exchange;
  const name = operation.operationId;
  const json = ['content', 'application/json', 'schema'];
  const base = ['paths', operation.path, operation.method];

  if (status < 300 && requestBody !== undefined) {
    check(
      pointer(...base, 'requestBody', ...json),
      requestBody,
      `The request of ${name}`,
    );
  }
  const responses = (
    document.paths as Record<
      string,
      Record<string, { responses: Record<string, object> }>
    >
  )[operation.path][operation.method].responses;
  if (!(status in responses)) {
    throw new Error(`${name} answered ${status}, which is not documented`);
  }
  if (status === 204) {
    expect(responseBody).toBeUndefined();
  } else if (status < 300) {
    check(
      pointer(...base, 'responses', status, ...json),
      responseBody,
      `The answer of ${name}`,
    );
  } else {
    check(
      pointer('components', 'responses', 'Failure', ...json),
      responseBody,
      `The failure of ${name}`,
    );
  }
}
