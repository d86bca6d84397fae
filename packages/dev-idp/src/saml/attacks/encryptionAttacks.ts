import { contentEncryption } from '../names';
import { assertionXml, plainAssertionXml } from '../messages/assertionXml';
import { createAssertionDraft } from '../messages/createResponseDraft';
import { encryptElement } from '../encryption/encryptElement';
import { adopt } from '../xml/adopt';
import { editXml } from '../xml/editXml';
import { AttackTools, createAttack } from './createAttack';
import { encrypted, replaceAssertion } from './encrypted';

const assertionsUnsigned = {
  wantAssertionsSigned: false,
  wantResponseSigned: true,
};

/** An encrypted, unsigned assertion about the victim. */
function evilEncrypted({ forge, context }: AttackTools): Promise<string> {
  return assertionXml({
    ...createAssertionDraft(forge.entityId, {
      ...context,
      person: context.victim,
    }),
    encryption: { certificate: context.encryptionCertificate },
  });
}

/** Encrypted assertions that are not signed, or not alone. */
export const encryptionAttacks = [
  createAttack({
    id: 'S34-unsigned',
    title: 'The encrypted Assertion is not signed at all',
    codes: ['saml-signature-missing'],
    prepare: encrypted(),
    draft(draft) {
      draft.assertions[0].signature = undefined;
    },
  }),
  createAttack({
    id: 'S34-responseOnly',
    title: 'The Response is signed, the encrypted Assertion has to be too',
    codes: ['saml-signature-missing'],
    prepare: encrypted(),
    draft(draft, { forge }) {
      draft.signature = forge.signature();
      draft.assertions[0].signature = undefined;
    },
  }),
  createAttack({
    id: 'S34-two',
    title: 'There are two encrypted Assertions',
    codes: ['saml-structure-invalid'],
    prepare: encrypted(),
    xml: async (xml, tools) => {
      const evil = await evilEncrypted(tools);
      return editXml(xml, root => adopt(root, evil));
    },
  }),
  createAttack({
    id: 'S34-plainBeside',
    title: 'A plain, unsigned Assertion stands beside the encrypted one',
    codes: ['saml-structure-invalid'],
    prepare: encrypted(),
    xml: (xml, { forge, context }) =>
      editXml(xml, root =>
        adopt(
          root,
          plainAssertionXml(
            createAssertionDraft(forge.entityId, {
              ...context,
              person: context.victim,
            }),
          ),
        ),
      ),
  }),
  createAttack({
    id: 'S34-encryptedBeside',
    title: 'An encrypted, unsigned Assertion stands beside the plain one',
    codes: ['saml-structure-invalid'],
    xml: async (xml, tools) => {
      const evil = await evilEncrypted(tools);
      return editXml(xml, root =>
        adopt(root, evil, root.lastChild ?? undefined),
      );
    },
  }),
  createAttack({
    id: 'S34-response',
    title: 'What was encrypted is a Response with a signed Assertion',
    codes: ['saml-structure-invalid', 'saml-decryption-failed'],
    prepare: encrypted(),
    draft(draft) {
      draft.assertions[0].encryption = undefined;
    },
    xml: async (xml, { context }) =>
      replaceAssertion(
        xml,
        await encryptElement(xml, {
          certificate: context.encryptionCertificate,
        }),
      ),
  }),
  createAttack({
    id: 'S34-changedOutside',
    title: 'The encrypted Assertion of a signed Response was replaced',
    codes: ['saml-signature-invalid'],
    settings: assertionsUnsigned,
    prepare(draft, tools) {
      encrypted()(draft, tools);
      draft.signature = tools.forge.signature();
      draft.assertions[0].signature = undefined;
    },
    xml: async (xml, tools) => {
      const evil = await evilEncrypted(tools);
      return editXml(xml, root => {
        root.removeChild(root.lastChild!);
        adopt(root, evil);
      });
    },
  }),
  createAttack({
    id: 'S34-plain',
    title: 'The Assertion is not encrypted, though it has to be',
    codes: ['saml-encryption-missing'],
    settings: { wantAssertionsEncrypted: true },
    prepare: encrypted(),
    draft(draft) {
      draft.assertions[0].encryption = undefined;
    },
  }),
  createAttack({
    id: 'S34-outside',
    title: 'The Response is signed around the encrypted Assertion',
    settings: assertionsUnsigned,
    draft(draft, tools) {
      encrypted()(draft, tools);
      draft.signature = tools.forge.signature();
      draft.assertions[0].signature = undefined;
    },
    prepare(draft, { forge }) {
      draft.signature = forge.signature();
    },
  }),
  createAttack({
    id: 'S34-cbc',
    title: 'The Assertion is encrypted with AES-128-CBC',
    draft: encrypted(contentEncryption.aes128Cbc),
  }),
];
