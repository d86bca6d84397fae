import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createSamlForge,
  developmentPeople,
  ForgedMessage,
  SamlAttack,
  samlAttacks,
  SamlForge,
} from '@latchkey/dev-idp';
import { createProtocolTestContext } from '@latchkey/plugin-sso-node/testUtils';
import type { GeneratedKeyPair } from './keys/generateKeyPair';
import { SamlProtocol } from './SamlProtocol';
import { SamlStrategy } from './SamlStrategy';
import {
  createPortalKey,
  keySettings,
  portalUrls,
} from './__testUtils__/portal';
import { failureOf } from './__testUtils__/failureOf';

const entityId = 'https://idp.example.com/metadata';
const [alice, bob] = developmentPeople;

describe('SamlProtocol, as the provider or somebody else attacks', () => {
  let forge: SamlForge;
  let key: GeneratedKeyPair;
  let sink: Server;
  let asked = 0;

  beforeAll(async () => {
    forge = await createSamlForge({ entityId });
    key = await createPortalKey();
    sink = createServer((_, response) => {
      asked++;
      response.end('<!ENTITY x "x">');
    });
    await new Promise<void>(resolve => {
      sink.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(async () => {
    await new Promise(resolve => {
      sink.close(resolve);
    });
  });

  const settingsOf = ({ settings = {} }: Partial<SamlAttack>) => ({
    entityId,
    entryPoint: 'https://idp.example.com/sso',
    certificates: forge.key.certificate,
    ...keySettings(key),
    ...settings,
  });

  /** Starts a sign-in and lets a made-up message finish it. */
  const attempt = async (
    attack: Partial<SamlAttack>,
    make: (
      context: Parameters<SamlAttack['build']>[1],
    ) => Promise<ForgedMessage>,
  ) => {
    const protocol = SamlProtocol.create();
    const { startContext, finishContext, logged } = createProtocolTestContext(
      protocol,
      { settings: settingsOf(attack), debug: true },
    );
    const { memory } = await protocol.start(startContext);
    const { samlResponse } = await make({
      acsUrl: portalUrls.callbackUrl,
      audience: portalUrls.metadataUrl,
      requestId: String(memory?.requestId),
      now: new Date(),
      person: alice,
      victim: bob,
      encryptionCertificate: key.certificate,
      sinkUrl: `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`,
    });
    const finishing = protocol.finish(
      finishContext(
        {
          method: 'POST',
          parameters: {
            SAMLResponse: samlResponse,
            RelayState: startContext.state,
          },
        },
        memory,
      ),
    );
    return { finishing, logged };
  };

  const refused = samlAttacks.filter(({ accept }) => !accept);
  const accepted = samlAttacks.filter(({ accept }) => accept);

  it('SAML-12 knows attacks of every kind', () => {
    const rows = new Set(samlAttacks.map(({ row }) => row));
    for (const row of ['S01', 'S08', 'S20', 'S27', 'M01', 'M19', 'M24']) {
      expect(rows).toContain(row);
    }
    expect(accepted).not.toHaveLength(0);
  });

  it.each(refused.map(attack => [attack.id, attack.title, attack] as const))(
    'SAML-12 refuses %s: %s',
    async (_id, _title, attack) => {
      const { finishing, logged } = await attempt(attack, context =>
        attack.build(forge, context),
      );
      const error = await failureOf(finishing);
      expect(error).toMatchObject({
        name: 'SsoError',
        code: expect.stringMatching(
          new RegExp(`^(?:${attack.expectedCodes.join('|')})$`),
        ),
      });
      expect(logged).toEqual([]);
      expect(asked).toBe(0);

      const twin = await attempt(attack, context =>
        attack.honestTwin(forge, context),
      );
      await expect(twin.finishing).resolves.toMatchObject({
        identity: { subject: alice.subject },
      });
    },
  );

  it.each(accepted.map(attack => [attack.id, attack.title, attack] as const))(
    'SAML-12 accepts %s: %s',
    async (_id, _title, attack) => {
      const { finishing } = await attempt(attack, context =>
        attack.build(forge, context),
      );
      await expect(finishing).resolves.toMatchObject({
        identity: { issuer: entityId, subject: alice.subject },
      });
    },
  );

  it('SAML-12 takes no answer of one provider for that of another (M23)', async () => {
    const other = await createSamlForge({ entityId: 'https://other.test' });
    const { finishing } = await attempt({}, context => other.response(context));
    await expect(finishing).rejects.toMatchObject({
      code: expect.stringMatching(/^saml-(?:signature|issuer)/),
    });
    const twin = await attempt({}, context => forge.response(context));
    await expect(twin.finishing).resolves.toBeDefined();
  });

  it('SAML-12 needs what was remembered of the request', async () => {
    const protocol = SamlProtocol.create();
    const { startContext, finishContext } = createProtocolTestContext(
      protocol,
      { settings: settingsOf({}) },
    );
    const { memory } = await protocol.start(startContext);
    const { samlResponse } = await forge.response({
      acsUrl: portalUrls.callbackUrl,
      audience: portalUrls.metadataUrl,
      requestId: String(memory?.requestId),
      now: new Date(),
      person: alice,
    });
    const finish = (given: typeof memory) =>
      protocol.finish(
        finishContext(
          {
            method: 'POST',
            parameters: {
              SAMLResponse: samlResponse,
              RelayState: startContext.state,
            },
          },
          given,
        ),
      );
    await expect(finish({})).rejects.toMatchObject({ code: 'state-unknown' });
    await expect(
      finish({ ...memory, requestId: '_other' }),
    ).rejects.toMatchObject({
      code: 'saml-request-mismatch',
    });
    await expect(finish(memory)).resolves.toBeDefined();
  });

  it('SAML-12 never lets node-saml decide', async () => {
    const { saml } = SamlStrategy.create({
      settings: SamlProtocol.create().settings.parse(settingsOf({})),
      callbackUrl: portalUrls.callbackUrl,
      entityId: portalUrls.metadataUrl,
      requestId: '_1',
      verify: () => {
        throw new Error('refused by the portal');
      },
    });
    await expect(
      saml.validatePostResponseAsync({ SAMLResponse: 'x' }),
    ).rejects.toThrow('refused by the portal');
    for (const validation of [
      saml.validateRedirectAsync(),
      saml.validatePostRequestAsync(),
    ]) {
      await expect(validation).rejects.toMatchObject({
        code: 'callback-malformed',
      });
    }
  });
});
