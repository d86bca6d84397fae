import { signInAt } from '@latchkey/dev-idp';
import {
  beginTest,
  follow,
  proofOf,
  runErrand,
} from './__testUtils__/errandFlow';
import { connect, usePortal } from './__testUtils__/portalFixture';
import { finish, refusalOf } from './__testUtils__/signInFlow';
import { APP_URL } from './__testUtils__/startTestPortal';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';
import { newBearer } from './secrets/bearer';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const person = { sub: 'grace', preferred_username: 'grace' };

describe.each(mainEngine(databases))(
  'attacks on the start of errands on %s',
  engine => {
    const fixture = usePortal(databases, engine);
    beforeEach(() => fixture.idp.claims(person));

    it('CONN-7 the honest twin: an errand sets out and comes back', async () => {
      const { portal } = fixture;
      const { id } = await connect(fixture);
      const url = await beginTest(portal.admin, id);
      expect(proofOf(await runErrand(fixture, url))).toHaveLength(43);
    });

    it('G18 an errand is finished in the browser that set out, and once', async () => {
      const { idp, portal } = fixture;
      const { id } = await connect(fixture);
      const url = await beginTest(portal.admin, id);
      const browser = new TestBrowser();
      const begun = await follow(portal, browser, url);
      const answer = await signInAt(idp, String(begun.location));
      const elsewhere = await finish(new TestBrowser(), answer);
      expect(refusalOf(elsewhere).code).toBe('browser-mismatch');
      expect(elsewhere.location?.hash).toBe('');
      expect(refusalOf(await finish(browser, answer)).code).toBe(
        'state-unknown',
      );
    });

    it('G20 the bearer value of an errand sets out once, also of ten at once', async () => {
      const { portal } = fixture;
      const { id } = await connect(fixture);
      const url = await beginTest(portal.admin, id);
      const pages = await Promise.all(
        Array.from({ length: 10 }, () =>
          follow(portal, new TestBrowser(), url),
        ),
      );
      const codes = pages.map(page => refusalOf(page).code);
      expect(codes.filter(code => code === undefined)).toHaveLength(1);
      expect(codes.filter(code => code === 'proof-invalid')).toHaveLength(9);
    });

    it.each([
      ['expired', 'proof-invalid'],
      ['forged', 'proof-invalid'],
      ['empty', 'proof-invalid'],
      ['of another connection', 'proof-invalid'],
      ['a proof', 'proof-invalid'],
    ])(
      'CONN-7 an errand that is %s is refused, and is no sign-in',
      async (kind, code) => {
        const { knex, portal } = fixture;
        const { id } = await connect(fixture);
        const { id: other } = await connect(fixture, { displayName: 'Other' });
        const url = new URL(await beginTest(portal.admin, id));
        if (kind === 'expired') {
          await knex('sso_pending').update({
            expires_at: new Date(Date.now() - 1),
          });
        }
        if (kind === 'forged') url.searchParams.set('errand', newBearer());
        if (kind === 'empty') url.searchParams.set('errand', '');
        if (kind === 'of another connection') {
          url.searchParams.set('connection', other);
        }
        if (kind === 'a proof') {
          const done = await runErrand(
            fixture,
            await beginTest(portal.admin, id),
          );
          const proof = proofOf(done);
          url.searchParams.set('errand', proof);
        }
        const page = await follow(portal, new TestBrowser(), url);
        expect(page.location?.origin).toBe(APP_URL);
        expect(refusalOf(page).code).toBe(code);
        expect(await knex('sso_sign_in_states')).toEqual([]);
      },
    );

    it('G03 an errand leads to its own page, whatever its link says', async () => {
      const { portal } = fixture;
      const { id } = await connect(fixture);
      for (const returnTo of ['/catalog', '/my-security', '/#sso-setup=x']) {
        const url = new URL(await beginTest(portal.admin, id));
        url.searchParams.set('returnTo', returnTo);
        const page = await runErrand(fixture, url.href);
        expect(page.location?.origin).toBe(APP_URL);
        expect(page.location?.pathname).toBe(`/sso/connections/${id}`);
        expect(proofOf(page)).toHaveLength(43);
      }
      for (const returnTo of [
        '//evil.test',
        'https://evil.test',
        '/\\evil.test',
      ]) {
        const url = new URL(await beginTest(portal.admin, id));
        url.searchParams.set('returnTo', returnTo);
        const page = await runErrand(fixture, url.href);
        expect(page.location?.origin).toBe(APP_URL);
        expect(refusalOf(page).code).toBe('return-to-invalid');
      }
    });
  },
);
