import { createHash, createPublicKey, verify } from 'node:crypto';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { DOMParser } from '@xmldom/xmldom';
import {
  createSamlForge,
  createSamlKey,
  developmentPeople,
  type SamlForge,
  type SamlKey,
} from '@latchkey/dev-idp';
import { ExclusiveCanonicalization } from 'xml-crypto';
import { readCertificates } from '../src/certificates/readCertificates';
import { samlSettingsSchema } from '../src/settings';
import { verifyAnswer } from '../src/verify';
import { decodeSamlMessage } from '../src/xml';
import type { Contestant } from './measure';

const urls = {
  idp: 'https://idp.example.com/metadata',
  acs: 'https://portal.example.com/api/sso/sign-in/example/callback',
  portal: 'https://portal.example.com/api/sso/sign-in/example/metadata',
};
const requestId = '_request-of-the-benchmark';

/** One kind of answer, with everybody who can deal with it. */
export interface Workload {
  readonly name: string;
  /** Of the XML, in bytes. */
  readonly size: number;
  readonly contestants: readonly Contestant[];
}

interface Variant {
  readonly name: string;
  readonly signResponse?: boolean;
  readonly groups?: number;
  readonly encrypt?: boolean;
}

const variants: readonly Variant[] = [
  { name: 'assertion signed' },
  { name: 'both signed', signResponse: true },
  { name: '200 groups', signResponse: true, groups: 200 },
  { name: 'encrypted', encrypt: true },
];

const namesOfGroups = (count: number) =>
  Array.from({ length: count }, (_, index) => `department-${index}-members`);

async function createAnswer(
  variant: Variant,
  forge: SamlForge,
  portalKey: SamlKey,
) {
  const draft = forge.draft({
    acsUrl: urls.acs,
    audience: urls.portal,
    requestId,
    now: new Date(),
    person: {
      ...developmentPeople[0],
      ...(variant.groups && { groups: namesOfGroups(variant.groups) }),
    },
  });
  const [assertion] = draft.assertions;
  assertion.signature = forge.signature();
  // Good for as long as the benchmark takes, on a slow machine as well.
  const end = new Date(Date.now() + 3_600_000).toISOString();
  assertion.confirmations[0].notOnOrAfter = end;
  assertion.conditions!.notOnOrAfter = end;
  if (variant.signResponse) draft.signature = forge.signature();
  if (variant.encrypt) {
    assertion.encryption = { certificate: portalKey.certificate };
  }
  return forge.send(draft);
}

function createOurs(
  forge: SamlForge,
  portalKey: SamlKey,
  message: string,
): Contestant {
  const settings = samlSettingsSchema.parse({
    entityId: urls.idp,
    entryPoint: 'https://idp.example.com/sign-in',
    certificates: forge.key.certificate,
  });
  return {
    name: 'Latchkey',
    run: () =>
      verifyAnswer({
        xml: decodeSamlMessage(message, 'base64'),
        settings,
        certificates: readCertificates(settings.certificates ?? ''),
        decryptionKeys: [portalKey.privateKey],
        acsUrl: urls.acs,
        audience: urls.portal,
        requestId,
        now: new Date(),
      }),
  };
}

function createPeer(
  variant: Variant,
  forge: SamlForge,
  portalKey: SamlKey,
  message: string,
): Contestant {
  const saml = new SAML({
    callbackUrl: urls.acs,
    issuer: urls.portal,
    audience: urls.portal,
    idpCert: forge.key.certificate,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: variant.signResponse ?? false,
    validateInResponseTo: ValidateInResponseTo.never,
    decryptionPvk: portalKey.privateKey,
  });
  return {
    name: 'node-saml',
    async run() {
      const { profile } = await saml.validatePostResponseAsync({
        SAMLResponse: message,
      });
      if (!profile?.nameID) throw new Error('node-saml read nobody');
    },
  };
}

/** No more than what cannot be left out: parse, canonicalise, digest, verify. */
function createFloor(
  variant: Variant,
  forge: SamlForge,
  xml: string,
): Contestant {
  const key = createPublicKey(forge.key.certificate);
  const octets = Buffer.from('x'.repeat(600));
  const signature = Buffer.alloc(256, 1);
  const canonicalization = new ExclusiveCanonicalization();
  const signatures = variant.signResponse ? 2 : 1;
  return {
    name: 'parse, c14n, RSA',
    run() {
      const document = new DOMParser().parseFromString(xml, 'text/xml');
      for (let index = 0; index < signatures; index++) {
        const text = canonicalization.process(document.documentElement, {});
        createHash('sha256').update(text).digest();
        verify('sha256', octets, key, signature);
      }
    },
  };
}

/** The answers of the benchmark, each signed with RSA-2048 and SHA-256. */
export async function createWorkloads(): Promise<Workload[]> {
  const forge = await createSamlForge({ entityId: urls.idp });
  const portalKey = await createSamlKey();
  return Promise.all(
    variants.map(async variant => {
      const { xml, samlResponse } = await createAnswer(
        variant,
        forge,
        portalKey,
      );
      return {
        name: variant.name,
        size: Buffer.byteLength(xml),
        contestants: [
          createPeer(variant, forge, portalKey, samlResponse),
          createOurs(forge, portalKey, samlResponse),
          ...(variant.encrypt ? [] : [createFloor(variant, forge, xml)]),
        ],
      };
    }),
  );
}
