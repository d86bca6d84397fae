import { developmentPeople } from '../../people';
import { SamlAttackContext } from '../attacks/types';
import { createSamlForge } from '../forge/createSamlForge';
import { SamlForge } from '../forge/SamlForge';
import { createSamlKey, SamlKey, SamlKeyType } from '../keys/createSamlKey';

/** What messages of the forge are made with in tests. */
export interface AttackBench {
  forge: SamlForge;
  serviceProviderKey: SamlKey;
  context: SamlAttackContext;
}

/** A provider, a service provider and a sign-in at it. */
export async function createAttackBench(
  type: SamlKeyType = 'rsa',
): Promise<AttackBench> {
  const serviceProviderKey = await createSamlKey();
  const [victim, person] = developmentPeople;
  return {
    forge: await createSamlForge({
      entityId: 'https://idp.example.test/metadata',
      signingKey: await createSamlKey({ type }),
    }),
    serviceProviderKey,
    context: {
      acsUrl: 'https://portal.example.test/acs',
      audience: 'https://portal.example.test/metadata',
      requestId: '_therequest',
      now: new Date(),
      person,
      victim,
      encryptionCertificate: serviceProviderKey.certificate,
    },
  };
}
