import { SamlForge } from '../forge/SamlForge';
import { createId } from '../messages/createId';
import { timeAt } from '../messages/createResponseDraft';
import { SamlIdpMetadataDraft } from '../messages/metadataXml';
import { namespaces } from '../names';
import { element } from '../xml/element';
import { escapeXml } from '../xml/escapeXml';
import { scriptUrl } from './scriptUrl';
import { SamlRefusalCode } from './types';

/** For whom the metadata is made. @public */
export interface SamlMetadataAttackContext {
  now: Date;
  /** An address that nobody may ever ask. */
  sinkUrl?: string;
}

/** One document to refuse, or to accept, as metadata. @public */
export interface SamlMetadataAttack {
  readonly id: string;
  readonly row: string;
  readonly title: string;
  readonly accept: boolean;
  /** As an error, or as the code of a finding. */
  readonly expectedCodes: readonly SamlRefusalCode[];
  /** Whether metadata has to be signed by the key of the forge. */
  readonly mustBeSigned: boolean;
  build(forge: SamlForge, context: SamlMetadataAttackContext): string;
  honestTwin(forge: SamlForge, context: SamlMetadataAttackContext): string;
}

interface Row {
  id: string;
  title: string;
  codes?: SamlRefusalCode[];
  signed?: boolean;
  draft?(
    forge: SamlForge,
    context: SamlMetadataAttackContext,
  ): Partial<SamlIdpMetadataDraft>;
  xml?(
    xml: string,
    context: SamlMetadataAttackContext,
    forge: SamlForge,
  ): string;
}

const invalid: SamlRefusalCode[] = ['saml-metadata-invalid'];
const unsafe = 'http://idp.example.test/saml';

function doctype(id: string, title: string, internal: string): Row {
  return {
    id,
    title,
    codes: invalid,
    xml: (xml, { sinkUrl = 'http://127.0.0.1:9/entity' }) =>
      `<!DOCTYPE r ${internal.replace('SINK', escapeXml(sinkUrl))}>${xml}`,
  };
}

function signedRow(row: Omit<Row, 'signed' | 'codes'>): Row {
  return { ...row, signed: true, codes: ['saml-metadata-signature'] };
}

const rows: Row[] = [
  doctype('S30-doctype', 'The metadata has a document type', ''),
  doctype(
    'S30-file',
    'An entity of the metadata is a file of the server',
    '[<!ENTITY who SYSTEM "file:///etc/hostname">]',
  ),
  doctype(
    'S30-http',
    'The document type of the metadata is at an address of the attacker',
    'SYSTEM "SINK"',
  ),
  doctype(
    'S30-parameter',
    'A parameter entity of the metadata is fetched',
    '[<!ENTITY % all SYSTEM "SINK"> %all;]',
  ),
  {
    id: 'M29-expired',
    title: 'The metadata is not valid any more',
    codes: ['saml-metadata-expired'],
    draft: (_, { now }) => ({ validUntil: timeAt(now, -10) }),
  },
  {
    id: 'M29-garbage',
    title: 'The end of its validity is no time',
    codes: ['saml-metadata-invalid', 'saml-metadata-expired'],
    draft: () => ({ validUntil: 'for ever' }),
  },
  {
    id: 'M29-entity',
    title: 'The metadata describes another entity ID',
    codes: ['saml-metadata-entity'],
    draft: () => ({ entityId: 'https://other-idp.example.test/metadata' }),
  },
  {
    id: 'M29-insecure',
    title: 'The address to sign in at has no https',
    codes: invalid,
    draft: () => ({ singleSignOnUrl: unsafe }),
  },
  {
    id: 'M29-javascript',
    title: 'The address to sign in at is a script',
    codes: invalid,
    draft: () => ({ singleSignOnUrl: scriptUrl }),
  },
  {
    id: 'M29-keySwapped',
    title: 'The metadata has none of the certificates that were trusted',
    codes: ['saml-metadata-keys-replaced'],
    draft: ({ attackerKey }) => ({ certificates: [attackerKey.certificate] }),
  },
  {
    id: 'M29-rollover',
    title: 'The metadata has a second certificate',
    draft: ({ key, attackerKey }) => ({
      certificates: [key.certificate, attackerKey.certificate],
    }),
  },
  {
    id: 'M29-thousands',
    title: 'The metadata of a federation describes five thousand entities',
    xml: (xml, _, forge) =>
      element(
        'md:EntitiesDescriptor',
        { 'xmlns:md': namespaces.metadata },
        ...Array.from({ length: 4_999 }, (__, index) =>
          element(
            'md:EntityDescriptor',
            { entityID: `https://sp${index}.example.test/${forge.key.type}` },
            element('md:SPSSODescriptor', {
              protocolSupportEnumeration: namespaces.protocol,
            }),
          ),
        ),
        xml,
      ),
  },
  signedRow({
    id: 'M29-unsigned',
    title: 'The metadata is not signed, though it has to be',
    draft: () => ({ signature: undefined }),
  }),
  signedRow({
    id: 'M29-attackerKey',
    title: 'The attacker signed the metadata',
    draft: forge => ({ signature: forge.signature(forge.attackerKey) }),
  }),
  signedRow({
    id: 'M29-changed',
    title: 'An address was changed after the metadata was signed',
    xml: (xml, _, forge) =>
      xml.replaceAll(forge.singleSignOnUrl, 'https://attacker.example.test/'),
  }),
];

function createMetadataAttack(row: Row): SamlMetadataAttack {
  const expectedCodes = row.codes ?? [];
  const honest = (forge: SamlForge): Partial<SamlIdpMetadataDraft> =>
    row.signed ? { id: createId(), signature: forge.signature() } : {};
  return {
    id: row.id,
    row: row.id.split('-')[0],
    title: row.title,
    accept: expectedCodes.length === 0,
    expectedCodes,
    mustBeSigned: row.signed ?? false,
    honestTwin: forge => forge.metadata(honest(forge)),
    build(forge, context) {
      const xml = forge.metadata({
        ...honest(forge),
        ...row.draft?.(forge, context),
      });
      return row.xml ? row.xml(xml, context, forge) : xml;
    },
  };
}

/**
 * Metadata that has to be refused, with its honest twins, and unusual one that
 * has to be accepted.
 *
 * @public
 */
export const samlMetadataAttacks: readonly SamlMetadataAttack[] =
  rows.map(createMetadataAttack);
