import { certificateText } from '../keys/certificateText';
import { namespaces, signatureAlgorithms } from '../names';
import {
  digestOfRoot,
  digestOfText,
  insertSignature,
  RawSignature,
  rawSignatureXml,
} from '../signing/rawSignature';
import { firstChild } from '../xml/children';
import { editXml } from '../xml/editXml';
import { AttackRow, AttackTools, createAttack } from './createAttack';
import { detach, impersonate, signatureOf, theAssertion } from './impersonate';
import { SamlRefusalCode } from './types';

/** A row whose assertion is signed by hand. */
export function signedByHand(
  id: string,
  title: string,
  codes: SamlRefusalCode[],
  raw: (
    tools: AttackTools & { assertion: string; id: string },
  ) => Partial<RawSignature>,
): AttackRow {
  return {
    id,
    title,
    codes,
    draft(draft) {
      draft.assertions[0].signature = undefined;
    },
    xml(xml, tools) {
      const start = xml.indexOf('<saml:Assertion');
      const end = xml.indexOf('</samlp:Response>');
      const assertion = xml.slice(start, end);
      const assertionId = /ID="([^"]+)"/.exec(assertion)?.[1] ?? '';
      const signature = rawSignatureXml({
        key: tools.forge.key.privateKey,
        certificate: tools.forge.key.certificate,
        digestValue: digestOfRoot(assertion),
        uri: `#${assertionId}`,
        ...raw({ ...tools, assertion, id: assertionId }),
      });
      return (
        xml.slice(0, start) +
        insertSignature(assertion, signature) +
        xml.slice(end)
      );
    },
  };
}

function onSignature(
  edit: (signature: Element, tools: AttackTools) => void,
): AttackRow['xml'] {
  return (xml, tools) =>
    editXml(xml, root => {
      const assertion = theAssertion(root);
      impersonate(assertion, tools.context);
      edit(signatureOf(assertion), tools);
    });
}

function partOf(signature: Element, name: string): Element {
  return firstChild(signature, namespaces.signature, name)!;
}

/** An answer about the victim, signed with another key. */
function resigned(
  certificate: (tools: AttackTools) => string | undefined,
): AttackRow['draft'] {
  return (draft, tools) => {
    const { forge, context } = tools;
    draft.assertions = forge.draft({
      ...context,
      person: context.victim,
    }).assertions;
    draft.assertions[0].signature = {
      ...forge.signature(forge.attackerKey),
      certificate: certificate(tools),
    };
  };
}

function hmac(
  algorithm: string,
  key: (tools: AttackTools) => string,
): (tools: AttackTools) => Partial<RawSignature> {
  return tools => ({ signatureAlgorithm: algorithm, key: key(tools) });
}

/** Signatures that are missing, forged or made in the wrong way. */
export const signatureAttacks = [
  createAttack({
    ...signedByHand(
      'S19-digest',
      'The digest is that of nothing, for who fails to canonicalise a relative namespace',
      ['saml-signature-invalid', 'saml-xml-refused'],
      () => ({ digestValue: digestOfText('') }),
    ),
    draft(draft, { context, forge }) {
      draft.assertions = forge.draft({
        ...context,
        person: context.victim,
      }).assertions;
      draft.assertions[0].signature = undefined;
      draft.assertions[0].conditions!.xml =
        '<saml:OneTimeUse xmlns:void="relative"/>';
    },
  }),
  createAttack(
    signedByHand(
      'S19-signedInfo',
      'The signature is that of nothing, for who fails to canonicalise SignedInfo',
      ['saml-signature-invalid', 'saml-xml-refused'],
      () => ({ signedOctets: '' }),
    ),
  ),
  createAttack({
    id: 'S21-unsigned',
    title: 'Nothing is signed',
    codes: ['saml-signature-missing'],
    draft(draft) {
      draft.assertions[0].signature = undefined;
    },
  }),
  createAttack({
    id: 'S21-responseOnly',
    title: 'The Response is signed, but Assertions have to be',
    codes: ['saml-signature-missing'],
    draft(draft, { forge }) {
      draft.signature = forge.signature();
      draft.assertions[0].signature = undefined;
    },
  }),
  createAttack({
    id: 'S21-assertionOnly',
    title: 'The Assertion is signed, but Responses have to be',
    codes: ['saml-signature-missing'],
    settings: { wantAssertionsSigned: true, wantResponseSigned: true },
    prepare(draft, { forge }) {
      draft.signature = forge.signature();
    },
    draft(draft) {
      draft.signature = undefined;
    },
  }),
  createAttack({
    id: 'S21-emptyValue',
    title: 'The SignatureValue is empty',
    codes: ['saml-signature-malformed', 'saml-signature-invalid'],
    xml: onSignature(signature => {
      partOf(signature, 'SignatureValue').textContent = '';
    }),
  }),
  createAttack({
    id: 'S21-noValue',
    title: 'The Signature has no SignatureValue',
    codes: ['saml-signature-malformed'],
    xml: onSignature(signature => {
      detach(partOf(signature, 'SignatureValue'));
    }),
  }),
  createAttack({
    id: 'S21-noSignedInfo',
    title: 'The Signature has no SignedInfo',
    codes: ['saml-signature-malformed'],
    xml: onSignature(signature => {
      detach(partOf(signature, 'SignedInfo'));
    }),
  }),
  createAttack({
    id: 'S21-noReference',
    title: 'SignedInfo has no Reference',
    codes: ['saml-signature-malformed'],
    xml: onSignature(signature => {
      const signedInfo = partOf(signature, 'SignedInfo');
      detach(partOf(signedInfo, 'Reference'));
    }),
  }),
  createAttack({
    id: 'S21-empty',
    title: 'The Signature is empty',
    codes: ['saml-signature-malformed'],
    xml: onSignature(signature => {
      signature.textContent = '';
    }),
  }),
  createAttack({
    id: 'S23-attackerCertificate',
    title: 'The attacker signed, and shows a certificate of their own',
    codes: ['saml-signature-invalid'],
    draft: resigned(({ forge }) => forge.attackerKey.certificate),
  }),
  createAttack({
    id: 'S23-providerCertificate',
    title: 'The attacker signed, and shows the certificate of the provider',
    codes: ['saml-signature-invalid'],
    draft: resigned(({ forge }) => forge.key.certificate),
  }),
  createAttack({
    id: 'S23-noCertificate',
    title: 'The attacker signed, and shows no certificate',
    codes: ['saml-signature-invalid'],
    draft: resigned(() => undefined),
  }),
  createAttack(
    signedByHand(
      'S24-certificate',
      'The signature is an HMAC keyed with the certificate in PEM',
      ['saml-algorithm-refused'],
      hmac(
        signatureAlgorithms.hmacSha256,
        ({ forge }) => forge.key.certificate,
      ),
    ),
  ),
  createAttack(
    signedByHand(
      'S24-publicKey',
      'The signature is an HMAC keyed with the public key in PEM',
      ['saml-algorithm-refused'],
      hmac(signatureAlgorithms.hmacSha1, ({ forge }) => forge.key.publicKey),
    ),
  ),
  createAttack(
    signedByHand(
      'S24-base64',
      'The signature is an HMAC keyed with the certificate in base64',
      ['saml-algorithm-refused'],
      hmac(signatureAlgorithms.hmacSha1, ({ forge }) =>
        certificateText(forge.key.certificate),
      ),
    ),
  ),
];
