import { AttackBench, createAttackBench } from '../__testUtils__/attackContext';
import {
  verifySignatures,
  verifySignedInfo,
} from '../__testUtils__/verifySignatures';
import { samlAttacks } from './samlAttacks';

/** Attacks whose signature is the genuine one, over what it always covered. */
const genuine = [
  'S01',
  'S02',
  'S03',
  'S04',
  'S05',
  'S06',
  'S07',
  'S08',
  'S10',
  'S12-advice',
  'S12-status',
  'S16',
  'S18-assertionNamespace',
];

const find = (id: string) => samlAttacks.find(attack => attack.id === id)!;

describe('wrapping attacks', () => {
  let bench: AttackBench;

  beforeAll(async () => {
    bench = await createAttackBench();
  });

  it.each(genuine)(
    '%s keeps the signature over the original, and shows the victim',
    async id => {
      const { forge, context } = bench;
      const { xml } = await find(id).build(forge, context);
      const covered = verifySignatures(xml, forge.key.certificate);
      expect(covered).toHaveLength(1);
      expect(covered[0]).toContain(`>${context.person.subject}</saml:NameID>`);
      expect(covered[0]).not.toContain(context.victim.subject);
      expect(xml).toContain(context.victim.subject);
      expect(verifySignatures(xml, forge.attackerKey.certificate)).toEqual([]);
    },
  );

  it.each([
    ['S09', [false, true]],
    ['S13-status', [true]],
    ['S13-object', [true]],
    ['S14', [true]],
  ])(
    '%s keeps the genuine SignedInfo, and shows the victim',
    async (id, expected) => {
      const { forge, context } = bench;
      const { xml } = await find(id).build(forge, context);
      expect(verifySignedInfo(xml, forge.key.certificate)).toEqual(expected);
      expect(verifySignatures(xml, forge.key.certificate)).toEqual([]);
      expect(xml).toContain(context.victim.subject);
    },
  );

  it.each(['S15-element', 'S15-metadata'])(
    '%s has a valid signature over something else',
    async id => {
      const { forge, context } = bench;
      const { xml } = await find(id).build(forge, context);
      const [covered] = verifySignatures(xml, forge.key.certificate);
      expect(covered).not.toContain('saml:Assertion');
      expect(xml).toContain(context.victim.subject);
    },
  );

  it.each(['S20-comment', 'S20-signedComment', 'S20-cdata'])(
    '%s has a signature that is valid for who forgives its text',
    async id => {
      const { forge, context } = bench;
      const { xml } = await find(id).build(forge, context);
      expect(verifySignatures(xml, forge.key.certificate)).toHaveLength(1);
      expect(xml).toMatch(
        new RegExp(`>${context.victim.subject}<!(--|\\[CDATA)`),
      );
    },
  );
});
