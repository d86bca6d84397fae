import { DevSamlIdp, IdpBrowser, startDevSamlIdp } from '@latchkey/dev-idp';
import { runProtocolContract } from '@latchkey/plugin-sso-node/testUtils';
import { generateKeyPair } from './keys/generateKeyPair';
import { SamlProtocol } from './SamlProtocol';
import {
  personOf,
  settingsFor,
  toAnswer,
  toBrowserStart,
} from './__testUtils__/signIn';

describe.each(['redirect', 'post'] as const)('SamlProtocol by %s', binding => {
  let idp: DevSamlIdp;
  let key: Awaited<ReturnType<typeof generateKeyPair>>;

  beforeAll(async () => {
    idp = await startDevSamlIdp();
    key = await generateKeyPair({ commonName: 'portal', now: new Date() });
  });

  afterAll(() => idp.stop());

  runProtocolContract({
    createProtocol: () => SamlProtocol.create(),
    settings: () =>
      settingsFor(idp, {
        entryPointBinding: binding,
        signRequests: true,
        privateKey: key.privateKey,
        metadataSignatureCert: key.certificate,
      }),
    secrets: () => [key.privateKey, idp.signingKey.privateKey],
    signIn: async start =>
      toAnswer(
        await IdpBrowser.create(idp).signIn(
          toBrowserStart(start),
          personOf(idp),
        ),
      ),
    subject: () => idp.people[0].subject,
  });
});
