import { mockCredentials } from '@backstage/backend-test-utils';
import {
  MAX_SETUP_DOCUMENT_LENGTH,
  ssoAdminOperations as admin,
  SsoError,
} from '@latchkey/plugin-sso-common';
import { usePortal } from './__testUtils__/portalFixture';
import { createUpkeepProtocol } from './__testUtils__/upkeepProtocol';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const authorization = mockCredentials.user.header('user:default/admin');
const params = { protocolId: 'upkeep' };

describe.each(mainEngine(databases))('set-up on %s', engine => {
  const { module, behaviour, reset } = createUpkeepProtocol();
  const fixture = usePortal(databases, engine, { features: [module] });
  beforeEach(reset);
  const propose = (body: object) =>
    fixture.portal.admin.send(admin.proposeSettings, { params, body });
  const inspect = (body: object) =>
    fixture.portal.admin.send(admin.inspectSetting, { params, body });

  it('SAML-1 tells which protocols read settings out of documents', async () => {
    const { protocols } = await fixture.portal.admin.call(
      admin.listProtocols,
      {},
    );
    expect(protocols.map(({ id, setup }) => [id, setup?.title])).toEqual([
      ['oidc', undefined],
      ['upkeep', 'Set up from metadata'],
    ]);
  });

  it('SAML-1 proposes settings from a document, and one of several', async () => {
    behaviour.propose = async (_, { document, choice }) => ({
      settings: choice ? { endpoint: `${document} ${choice}` } : undefined,
      choices: [{ value: 'b', label: 'The second' }],
      findings: [{ title: 'Read', outcome: 'passed' }],
    });
    expect((await propose({ document: '<a/>' })).body).toEqual({
      choices: [{ value: 'b', label: 'The second' }],
      findings: [{ title: 'Read', outcome: 'passed' }],
    });
    expect(
      (await propose({ document: '<a/>', choice: 'b' })).body,
    ).toMatchObject({ settings: { endpoint: '<a/> b' } });
    expect(await fixture.knex('sso_connections')).toEqual([]);
  });

  it('SAML-1 proposes settings from an address, by the outbound rules', async () => {
    behaviour.propose = async (context, { url }) => {
      const response = await context.fetch(String(url));
      const { issuer } = (await response.json()) as { issuer: string };
      return { settings: { endpoint: issuer }, choices: [], findings: [] };
    };
    const { issuer } = fixture.idp;
    const url = `${issuer}/.well-known/openid-configuration`;
    expect((await propose({ url })).body).toMatchObject({
      settings: { endpoint: issuer },
    });

    const refused = await propose({ url: 'https://169.254.169.254/latest' });
    expect(refused.status).toBe(200);
    expect(refused.body).toEqual({
      choices: [],
      findings: [
        expect.objectContaining({
          outcome: 'failed',
          code: 'provider-address-refused',
        }),
      ],
    });
  });

  it('SAML-1 says 404 of protocols without a set-up, 400 of other sources', async () => {
    for (const protocolId of ['oidc', 'missing', 'constructor']) {
      const answer = await fixture.portal.admin.send(admin.proposeSettings, {
        params: { protocolId },
        body: { document: 'x' },
      });
      expect([protocolId, answer.status]).toEqual([protocolId, 404]);
    }
    for (const body of [
      {},
      { url: 'https://a.test', document: 'x' },
      { document: '' },
      { url: 'https://a.test', other: 1 },
    ]) {
      expect((await propose(body)).status).toBe(400);
    }
  });

  it('SAML-1 takes the largest document, and says what to do with larger ones', async () => {
    let length = 0;
    behaviour.propose = async (_, { document = '' }) => {
      length = document.length;
      return { choices: [], findings: [] };
    };
    const largest = 'é'.repeat(MAX_SETUP_DOCUMENT_LENGTH);
    expect((await propose({ document: largest })).status).toBe(200);
    expect(length).toBe(MAX_SETUP_DOCUMENT_LENGTH);

    for (const document of [`${largest}x`, 'x'.repeat(5_000_000)]) {
      const answer = await propose({ document });
      expect(answer.status).toBe(413);
      expect(answer.body).toMatchObject({
        error: {
          name: 'PayloadTooLargeError',
          message: expect.stringMatching(
            /2,000,000 characters.*address.*EntityDescriptor/,
          ),
        },
      });
    }
    expect(length).toBe(MAX_SETUP_DOCUMENT_LENGTH);
  });

  it('SAML-2 inspects the values of marked settings', async () => {
    behaviour.inspect = (name, value) => [
      {
        title: name,
        outcome: 'note',
        facts: [{ label: 'Length', value: String(value.length) }],
      },
    ];
    for (const name of ['certificate', 'signingKey']) {
      expect(await inspect({ name, value: 'abc' })).toEqual({
        status: 200,
        body: {
          inspections: [
            {
              title: name,
              outcome: 'note',
              facts: [{ label: 'Length', value: '3' }],
            },
          ],
        },
      });
    }
  });

  it.each([['apiKey'], ['endpoint'], ['missing'], ['constructor']])(
    'SAML-2 G05 does not inspect %s',
    async name => {
      const inspected = jest.fn(() => []);
      behaviour.inspect = inspected;
      const answer = await inspect({ name, value: 'not to be seen' });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ fields: [{ path: 'name' }] });
      expect(JSON.stringify(answer.body)).not.toContain('not to be seen');
      expect(inspected).not.toHaveBeenCalled();
    },
  );

  it('SAML-2 G05 an inspection that fails logs no value', async () => {
    const value = 'a value that nobody may log';
    behaviour.inspect = (_, text) => {
      throw new SsoError('internal', { detail: text, cause: new Error(text) });
    };
    const path = '/protocols/upkeep/inspection';
    const response = await fetch(`${fixture.portal.apiUrl}/sso${path}`, {
      method: 'POST',
      headers: {
        authorization: authorization,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'certificate', value }),
    });
    expect(response.status).toBe(500);
    const said = [await response.text(), ...fixture.portal.log].join('\n');
    expect(said).toContain('could not inspect');
    expect(said).not.toContain(value);
  });
});
