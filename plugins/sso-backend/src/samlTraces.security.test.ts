import { randomBytes } from 'node:crypto';
import { ssoAdminOperations as admin } from '@latchkey/plugin-sso-common';
import { traceOf } from './__testUtils__/portalFixture';
import { refusedWith, useSaml } from './__testUtils__/samlFixture';
import {
  answerOf,
  beginSaml,
  connectSaml,
  personNamed,
  postAnswer,
  samlUrls,
} from './__testUtils__/samlFlow';
import { refusalOf } from './__testUtils__/signInFlow';
import { TestBrowser } from './__testUtils__/TestBrowser';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const alice = personNamed('alice');
const statusPrefix = 'urn:oasis:names:tc:SAML:2.0:status:';

function randomText(length: number): string {
  return randomBytes(length).toString('hex').slice(0, length);
}

describe.each(mainEngine(databases))('SAML traces on %s', engine => {
  const fixture = useSaml(databases, engine);
  const { outcomeOf, signInHonestly } = fixture;

  const listed = async () => {
    const { portal } = fixture;
    const { connections } = await portal.admin.call(admin.listConnections, {});
    return connections[0];
  };

  it('G05 M25 what debug mode keeps of an answer is no answer', async () => {
    const { portal } = fixture;
    const { id } = await connectSaml(portal, fixture.forge, { debug: true });
    await signInHonestly(id);
    const { traces } = await portal.admin.call(admin.listTraces, {
      query: { outcome: 'success' },
    });
    const { steps } = await portal.admin.call(admin.getTrace, {
      params: { reference: traces[0].reference },
    });
    const xml = steps
      .flatMap(({ evidence }) => evidence)
      .find(({ label }) => label === 'Response')?.value;
    expect(xml).toContain(alice.subject);
    expect(xml).not.toMatch(/[A-Za-z0-9+/]{100}/);

    await fixture.knex('sso_replay').delete();
    await fixture.knex('sso_sessions').delete();
    const browser = new TestBrowser();
    const begun = await beginSaml(portal, browser, id);
    const current = String(xml).replace(
      /InResponseTo="[^"]+"/g,
      `InResponseTo="${begun.requestId}"`,
    );
    const page = await postAnswer(portal, browser, id, {
      samlResponse: Buffer.from(current).toString('base64'),
      relayState: begun.relayState,
    });
    expect(refusalOf(page).code).toMatch(/^saml-signature-/);
    expect(await fixture.knex('sso_sessions')).toEqual([]);
  });

  it('G21 what a provider says begins no line of the log', async () => {
    const { portal, forge } = fixture;
    const { id } = await connectSaml(portal, forge);
    const browser = new TestBrowser();
    const begun = await beginSaml(portal, browser, id);
    const draft = forge.draft({
      ...samlUrls(portal, id),
      requestId: begun.requestId,
      now: new Date(),
      person: alice,
    });
    draft.status = {
      code: `${statusPrefix}Responder`,
      message: 'one\nerror Forged\u2028error Forged\u0085error Forged',
    };
    const before = portal.log.length;
    const { samlResponse } = await forge.send(draft);
    const { relayState } = begun;
    const page = await postAnswer(portal, browser, id, {
      samlResponse,
      relayState,
    });
    expect(await outcomeOf(page)).toEqual(refusedWith('saml-status'));
    const text = portal.log.slice(before).join('\n');
    expect(text).toContain('Forged');
    expect(text).not.toMatch(/[\n\u2028\u0085]error Forged/);
  });

  it.each([
    ['unsolicited answers are refused', false],
    ['they are allowed', true],
  ])(
    'SAML-10 messages of anybody do not tell how it fares, where %s',
    async (_, allowUnsolicited) => {
      const { portal, forge } = fixture;
      const { id } = await connectSaml(portal, forge, {
        settings: { allowUnsolicited },
      });
      await signInHonestly(id);
      const { lastSignIn } = await listed();
      const { acsUrl } = samlUrls(portal, id);
      for (const page of [
        await postAnswer(portal, new TestBrowser(), id, { samlResponse: 'x' }),
        await postAnswer(portal, new TestBrowser(), id, {
          samlResponse: Buffer.from('<a/>').toString('base64'),
          relayState: '/docs',
        }),
        await new TestBrowser().request(acsUrl),
        await new TestBrowser().request(`${acsUrl}?RelayState=x`),
      ]) {
        expect(refusalOf(page).code).toBeDefined();
        // Administrators see them all the same.
        expect((await traceOf(portal, page)).connectionId).toBe(id);
      }
      expect((await listed()).lastSignIn).toEqual(lastSignIn);

      const browser = new TestBrowser();
      const begun = await beginSaml(portal, browser, id);
      const page = await postAnswer(portal, browser, id, {
        samlResponse: await answerOf(fixture.otherForge, portal, begun, alice),
        relayState: begun.relayState,
      });
      expect(refusalOf(page).code).toBe('saml-issuer-mismatch');
      expect((await listed()).lastSignIn).toMatchObject({
        outcome: 'refused',
        code: 'saml-issuer-mismatch',
      });
    },
  );

  it.each([
    [2048, 'within', undefined],
    [2049, 'beyond', 'provider-response-invalid'],
    [30_000, 'far beyond', 'provider-response-invalid'],
  ])(
    'C08 an identifier of %d bytes is %s what is kept',
    async (length, _, code) => {
      const { portal, forge } = fixture;
      const { id } = await connectSaml(portal, forge, {
        settings: { subjectAttribute: 'absent' },
      });
      const browser = new TestBrowser();
      const begun = await beginSaml(portal, browser, id);
      const draft = forge.draft({
        ...samlUrls(portal, id),
        requestId: begun.requestId,
        now: new Date(),
        person: alice,
      });
      const [assertion] = draft.assertions;
      assertion.signature = forge.signature();
      // Random, for PostgreSQL compresses what repeats itself.
      const subject = randomText(length - forge.entityId.length);
      assertion.nameId = { ...assertion.nameId, xml: subject };
      const { samlResponse } = await forge.send(draft);
      const { relayState } = begun;
      const page = await postAnswer(portal, browser, id, {
        samlResponse,
        relayState,
      });
      expect(refusalOf(page).code).toBe(code);
      expect(await fixture.knex('sso_identities').pluck('subject')).toEqual(
        code ? [] : [subject],
      );
    },
  );
});
