import { mockCredentials } from '@backstage/backend-test-utils';
import {
  type SsoOperation,
  ssoAccountOperations,
  ssoAdminOperations,
  ssoOverrideOperations,
  ssoPublicOperations,
  ssoSelfOperations,
  ssoServiceOperations,
} from '@latchkey/plugin-sso-common';
import { Validator } from '@seriousme/openapi-schema-validator';
import { clearDatabase } from '../__testUtils__/portalFixture';
import {
  startTestPortal,
  type TestPortal,
} from '../__testUtils__/startTestPortal';
import { createTestDatabases } from '../database/__testUtils__/stores';
import { createOpenApiDocument } from './openapi';

const databases = createTestDatabases();
const member = mockCredentials.user.header('user:default/member');
const operations: SsoOperation[] = [
  ...Object.values(ssoAdminOperations),
  ...Object.values(ssoAccountOperations),
  ...Object.values(ssoOverrideOperations),
  ...Object.values(ssoSelfOperations),
  ...Object.values(ssoPublicOperations),
  ...Object.values(ssoServiceOperations),
];
type Paths = Record<string, Record<string, { operationId: string }>>;

describe('the OpenAPI document', () => {
  it('CONN-14 is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(createOpenApiDocument());
    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('CONN-14 validator twin: a wrong document is not', async () => {
    const document = createOpenApiDocument();
    (document.info as { title?: string }).title = undefined;
    const result = await new Validator().validate(
      JSON.parse(JSON.stringify(document)),
    );
    expect(result.valid).toBe(false);
  });

  it('CONN-14 has every operation once, and no others', () => {
    const paths = createOpenApiDocument().paths as Paths;
    const documented = Object.values(paths)
      .flatMap(path => Object.values(path))
      .map(({ operationId }) => operationId);
    expect(documented.sort()).toEqual(
      operations.map(({ operationId }) => operationId).sort(),
    );
    expect(new Set(documented).size).toBe(documented.length);
  });

  it('CONN-14 names every path parameter', () => {
    for (const { path, params } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const { shape } = params as unknown as { shape?: object };
      expect([path, Object.keys(shape ?? {})]).toEqual([path, inPath]);
    }
  });
});

describe.each(databases.eachSupportedId().slice(0, 1))(
  'the mounted operations on %s',
  engine => {
    let portal: TestPortal;
    beforeAll(async () => {
      const knex = await databases.init(engine);
      portal = await startTestPortal({ databases, knex });
      await clearDatabase(knex);
    }, 60_000);
    afterAll(() => portal?.stop());

    it('CONN-14 serves the document to everyone', async () => {
      const response = await fetch(`${portal.apiUrl}/sso/openapi.json`);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual(
        JSON.parse(JSON.stringify(createOpenApiDocument())),
      );
    });

    it.each(operations.map(operation => [operation.operationId, operation]))(
      'CONN-14 %s is mounted where the document says',
      async (_, operation) => {
        const { access, method, path } = operation as SsoOperation;
        const url = `${portal.apiUrl}/sso${path.replace(/\{\w+\}/g, 'any')}`;
        // Somebody who may do none of this: what is not mounted answers 404.
        const response = await fetch(url, {
          method: method.toUpperCase(),
          headers: { authorization: member },
        });
        const { refusal } = await response.json().catch(() => ({}));
        // Anything of their own, which this person has nothing of here.
        const isNobody = refusal?.code === 'account-not-found';
        const expected = {
          public: [200, 204, 400],
          self: [isNobody ? 404 : 400],
          user: [403],
          service: [403],
        };
        expect(expected[access.kind]).toContain(response.status);
      },
    );

    it('CONN-14 has nothing else below /api/sso', async () => {
      for (const path of ['/', '/internal', '/local', '/nothing-here']) {
        const response = await fetch(`${portal.apiUrl}/sso${path}`, {
          headers: { authorization: member },
        });
        expect(response.status).toBe(404);
      }
    });
  },
);
