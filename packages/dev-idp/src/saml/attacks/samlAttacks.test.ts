import { SAML } from '@node-saml/node-saml';
import { AttackBench, createAttackBench } from '../__testUtils__/attackContext';
import { verifyRedirectQuery } from '../bindings/redirectBinding';
import { verifyRoot } from '../signing/verifyRoot';
import { samlAttacks } from './samlAttacks';
import { samlLogoutAttacks } from './samlLogoutAttacks';
import { samlMetadataAttacks } from './samlMetadataAttacks';

const number = (index: number) => String(index).padStart(2, '0');
const rows = (letter: string, from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${letter}${number(from + index)}`,
  );

/** Rows that one message cannot show: they need two, or another browser. */
const elsewhere = ['S32', 'M12', 'M25', 'M26', 'M27'];

describe('the catalogues of attacks', () => {
  let bench: AttackBench;

  beforeAll(async () => {
    bench = await createAttackBench();
  });

  it('have every row, and no id twice', () => {
    const all = [...samlAttacks, ...samlLogoutAttacks, ...samlMetadataAttacks];
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const present = new Set(all.map(({ row }) => row));
    expect(
      [...rows('S', 1, 35), ...rows('M', 1, 29)].filter(
        row => !present.has(row),
      ),
    ).toEqual(elsewhere);
  });

  it.each(samlAttacks.map(attack => [attack.id, attack] as const))(
    '%s has an honest twin, and differs from it',
    async (_id, attack) => {
      const { forge, context, serviceProviderKey } = bench;
      const wants = { wantAssertionsSigned: true, ...attack.settings };
      const saml = new SAML({
        issuer: context.audience,
        callbackUrl: context.acsUrl,
        idpCert: forge.key.certificate,
        audience: context.audience,
        decryptionPvk: serviceProviderKey.privateKey,
        wantAssertionsSigned: wants.wantAssertionsSigned,
        wantAuthnResponseSigned: wants.wantResponseSigned ?? false,
      });
      const twin = await attack.honestTwin(forge, context);
      const { profile } = await saml.validatePostResponseAsync({
        SAMLResponse: twin.samlResponse,
      });
      expect(profile?.mail).toBe(context.person.email);
      const message = await attack.build(forge, context);
      expect(message.xml).not.toBe(twin.xml);
      expect(Buffer.from(message.samlResponse, 'base64').toString()).toBe(
        message.xml,
      );
    },
  );

  it.each(samlLogoutAttacks.map(attack => [attack.id, attack] as const))(
    '%s has an honest twin, and differs from it',
    (_id, attack) => {
      const { forge, context } = bench;
      const certificates = [forge.key.certificate];
      const logout = {
        logoutUrl: 'https://portal.example.test/logout',
        now: context.now,
        nameId: { xml: 'somebody' },
        sessionIndexes: ['_session'],
        requestId: '_request',
      };
      const twin = attack.honestTwin(forge, logout);
      const xml = Buffer.from(twin.fields.SAMLRequest ?? '', 'base64');
      expect(
        twin.method === 'GET'
          ? verifyRedirectQuery(twin.query, certificates)
          : verifyRoot(xml.toString(), certificates),
      ).toBe(true);
      expect(attack.build(forge, logout)).not.toEqual(twin);
    },
  );

  it.each(samlMetadataAttacks.map(attack => [attack.id, attack] as const))(
    '%s has an honest twin, and differs from it',
    (_id, attack) => {
      const { forge, context } = bench;
      const twin = attack.honestTwin(forge, context);
      expect(twin).toContain(forge.entityId);
      expect(verifyRoot(twin, [forge.key.certificate])).toBe(
        attack.mustBeSigned,
      );
      expect(attack.build(forge, context)).not.toBe(twin);
    },
  );
});
