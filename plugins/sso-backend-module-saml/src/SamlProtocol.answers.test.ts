import {
  createSamlKey,
  DevSamlIdp,
  IdpBrowser,
  startDevSamlIdp,
} from '@latchkey/dev-idp';
import { createProtocolTestContext } from '@latchkey/plugin-sso-node/testUtils';
import { failureOf } from './__testUtils__/failureOf';
import { registerPortal } from './__testUtils__/portal';
import { settingsFor, signIn, toAnswer } from './__testUtils__/signIn';
import { SamlProtocol } from './SamlProtocol';

describe('SamlProtocol, how answers come', () => {
  let idp: DevSamlIdp;

  beforeAll(async () => {
    idp = await startDevSamlIdp();
    registerPortal(idp);
  });

  afterAll(() => idp.stop());

  it('SAML-10 takes no answer that nobody asked for, unless allowed', async () => {
    const { protocol, unsolicited } = await launch();
    await expect(unsolicited({})).rejects.toMatchObject({
      code: 'unsolicited-refused',
    });
    const first = await unsolicited({ allowUnsolicited: true });
    expect(first).toEqual({
      evidence: expect.any(Array),
      singleUse: { id: expect.any(String), until: expect.any(Date) },
    });
    // It is verified like any other.
    await expect(
      unsolicited({
        allowUnsolicited: true,
        certificates: (await createSamlKey()).certificate,
      }),
    ).rejects.toMatchObject({ code: 'saml-signature-invalid' });
    expect(protocol.stateParameter).toBe('RelayState');
  });

  it('SAML-10 takes no answer to a request as one without', async () => {
    const protocol = SamlProtocol.create();
    const seen: string[] = [];
    await signIn(idp, {
      tamper: answer => {
        seen.push(answer.parameters.SAMLResponse);
        return answer;
      },
    });
    const { context, finishContext } = createProtocolTestContext(protocol, {
      settings: settingsFor(idp, { allowUnsolicited: true }),
    });
    const { request } = finishContext(
      { method: 'POST', parameters: { SAMLResponse: seen[0] } },
      {},
    );
    await expect(
      protocol.unsolicited({ ...context, request }),
    ).rejects.toMatchObject({ code: 'saml-request-mismatch' });
  });

  it('SAML-11 keeps the message in debug mode, without what is secret', async () => {
    const xml: string[] = [];
    const watch: Parameters<typeof signIn>[1] = {
      tamper: answer => {
        xml.push(
          Buffer.from(answer.parameters.SAMLResponse, 'base64').toString(),
        );
        return answer;
      },
    };
    const { evidence } = await signIn(idp, { ...watch, debug: true });
    const refused = await failureOf(
      signIn(idp, {
        ...watch,
        debug: true,
        settings: { certificates: (await createSamlKey()).certificate },
      }),
    );
    expect(refused).toMatchObject({ name: 'SsoError' });
    for (const seen of [
      evidence,
      (refused as { evidence: unknown }).evidence,
    ]) {
      const text = JSON.stringify(seen);
      expect(text).toContain('<samlp:Response');
      expect(text).toContain('Alice');
    }
    const [, signature] = /<ds:SignatureValue>([^<]+)</.exec(xml[0])!;
    expect(JSON.stringify(evidence)).not.toContain(signature.slice(0, 40));
    const quiet = await signIn(idp, {});
    expect(JSON.stringify(quiet.evidence)).not.toContain('<samlp:Response');
    expect(quiet.evidence).not.toHaveLength(0);
  });

  it('SAML-11 keeps a message that cannot be read as well', async () => {
    const text = `<!DOCTYPE x><SignatureValue>c2VjcmV0</SignatureValue>`;
    const failure = (debug: boolean) =>
      failureOf(
        signIn(idp, {
          debug,
          tamper: ({ parameters, ...answer }) => ({
            ...answer,
            parameters: {
              ...parameters,
              SAMLResponse: Buffer.from(text).toString('base64'),
            },
          }),
        }),
      );
    const [shown, hidden] = [await failure(true), await failure(false)];
    expect(shown).toMatchObject({ code: 'saml-xml-refused' });
    expect(JSON.stringify(shown)).toContain('<!DOCTYPE x>');
    expect(JSON.stringify(shown)).not.toContain('c2VjcmV0');
    expect(hidden).toMatchObject({ code: 'saml-xml-refused' });
    expect(JSON.stringify(hidden)).not.toContain('DOCTYPE');
  });

  it('SAML-12 names what must not be taken twice', async () => {
    const browser = IdpBrowser.create(idp);
    const [first, second] = [
      await signIn(idp, { browser }),
      await signIn(idp, { browser }),
    ];
    expect(first.singleUse!.id).toContain(idp.entityId);
    expect(first.singleUse!.id).not.toBe(second.singleUse!.id);
    expect(first.singleUse!.until.getTime()).toBeGreaterThan(Date.now());
  });

  it.each([
    ['an artifact', { SAMLart: 'AAQ' }, 'artifact'],
    ['a request', { SAMLRequest: 'PGEvPg==' }, 'logout URL'],
    ['nothing', {}, 'SAMLResponse is missing'],
    ['an empty answer', { SAMLResponse: '' }, 'SAMLResponse is missing'],
  ])('SAML-12 refuses %s where answers go', async (_, parameters, detail) => {
    await expect(
      signIn(idp, {
        tamper: answer => ({
          method: 'POST',
          parameters: {
            RelayState: answer.parameters.RelayState,
            ...parameters,
          },
        }),
      }),
    ).rejects.toMatchObject({
      code: 'callback-malformed',
      detail: expect.stringContaining(detail),
    });
  });

  it('SAML-12 refuses an answer in the address, or with another state', async () => {
    await expect(
      signIn(idp, { tamper: answer => ({ ...answer, method: 'GET' }) }),
    ).rejects.toMatchObject({ code: 'callback-malformed' });
    await expect(
      signIn(idp, {
        tamper: ({ method, parameters }) => ({
          method,
          parameters: { ...parameters, RelayState: 'another' },
        }),
      }),
    ).rejects.toMatchObject({ code: 'state-unknown' });
  });

  async function launch() {
    const protocol = SamlProtocol.create();
    const { metadataUrl } = createProtocolTestContext(protocol, {
      settings: settingsFor(idp),
    }).context;
    return {
      protocol,
      unsolicited: async (settings: Record<string, unknown>) => {
        const answer = toAnswer(
          await IdpBrowser.create(idp).signIn(
            idp.launchUrl(metadataUrl, 'https://evil.example.com'),
            idp.people[0],
          ),
        );
        const { context, finishContext } = createProtocolTestContext(protocol, {
          settings: settingsFor(idp, settings),
        });
        return protocol.unsolicited({
          ...context,
          request: finishContext(answer, {}).request,
        });
      },
    };
  }
});
