import { mockCredentials } from '@backstage/backend-test-utils';
import {
  ssoAccountOperations as accounts,
  ssoSelfOperations as self,
} from '@latchkey/plugin-sso-common';
import { proveIdentity } from './__testUtils__/linkFlow';
import { insertLocal, password } from './__testUtils__/localAccounts';
import { connect, countRows, usePortal } from './__testUtils__/portalFixture';
import { enrolSecondFactor, tokenOf } from './__testUtils__/secondFactor';
import {
  accountIdOf,
  isSignedIn,
  keyOf,
  signInLocally,
  signInThrough,
} from './__testUtils__/signedIn';
import {
  createTestDatabases,
  mainEngine,
  persistenceOf,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();

describe.each(mainEngine(databases))('accounts on %s', engine => {
  const fixture = usePortal(databases, engine);
  const admin = () => fixture.portal.admin;
  const codeOf = (answer: { body: unknown }) =>
    (answer.body as { refusal?: { code: string } }).refusal?.code;

  it('G05 G21 no answer, event, log or audit line holds a hash, a key, a secret or a bearer value', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const { id } = await connect(fixture);
    const person = await signInLocally(portal);
    const { secret, recoveryCodes } = await enrolSecondFactor(person.client, {
      currentPassword: password,
    });
    const proof = await proveIdentity(fixture, person, id, {
      currentPassword: password,
    });
    await person.client.call(self.completeMyLink, { body: { proof } });
    const wrong = 'not the password at all';
    const tried = await person.client.send(self.changeMyPassword, {
      body: { currentPassword: wrong, newPassword: 'short' },
    });
    const token = await tokenOf(portal, person.browser);
    const mine = await person.client.call(self.getMyAccount, {});
    const seen = await admin().call(accounts.getAccount, {
      params: { accountId },
    });
    const listed = await admin().call(accounts.listAccounts, {});
    const link = await admin().call(accounts.resetAccountPassword, {
      params: { accountId },
    });
    const after = await admin().call(accounts.getAccount, {
      params: { accountId },
    });

    const rows = [
      ...(await knex('sso_sessions')),
      ...(await knex('sso_second_factors')),
      ...(await knex('sso_recovery_codes')),
      ...(await knex('sso_pending')),
    ];
    const stored = rows.flatMap(row =>
      Object.entries(row)
        .filter(([column]) => /hash|secret|memory$/.test(column))
        .map(([, value]) => value)
        .filter(value => typeof value === 'string' && value.length > 20),
    );
    // So that there is something to look for.
    expect(stored.length).toBeGreaterThan(10);
    const secrets = [
      ...stored,
      '$argon2',
      secret,
      ...recoveryCodes,
      ...recoveryCodes.map(code => code.replaceAll('-', '')),
      proof,
      keyOf(link),
      token,
      password,
      wrong,
    ] as string[];
    const answers = JSON.stringify([mine, seen, listed, after, tried]);
    const events = JSON.stringify(await knex('sso_events'));
    const log = portal.log.join('\n');
    for (const text of secrets) {
      expect(answers).not.toContain(text);
      expect(events).not.toContain(text);
      expect(log).not.toContain(text);
    }
    // The honest twin: what is audited is there, by what may be seen.
    expect(log).toContain('my-account-mutate');
    expect(log).toContain('account-mutate');
    expect(log).toContain('reset-password');
  });

  it('G07 nobody ends sessions or removes links of somebody else', async () => {
    const { knex, portal } = fixture;
    const { id } = await connect(fixture);
    const victim = await signInThrough(fixture, id);
    const victimId = await accountIdOf(knex, 'alice');
    await insertLocal(knex, 'mallory');
    const mallory = await signInLocally(portal, 'mallory');
    const { links, sessions } = await admin().call(accounts.getAccount, {
      params: { accountId: victimId },
    });

    const attacks = [
      await mallory.client.send(self.endMySession, {
        params: { sessionId: sessions[0].id },
      }),
      await mallory.client.send(self.removeMyLink, {
        params: { linkId: links[0].id },
      }),
    ];
    expect(attacks.map(({ status }) => status)).toEqual([404, 404]);
    await mallory.client.call(self.endMySessions, {
      body: { keepCurrent: false },
    });

    expect(await isSignedIn(portal, victim)).toBe(true);
    const { accounts: store } = await persistenceOf(knex);
    expect(await store.listLinks(victimId)).toHaveLength(1);
    // Nor through the page of another account.
    const malloryId = await accountIdOf(knex, 'mallory');
    for (const [operation, params] of [
      [accounts.endAccountSession, { sessionId: sessions[0].id }],
      [accounts.removeAccountLink, { linkId: links[0].id }],
    ] as const) {
      const answer = await admin().send(operation, {
        params: { accountId: malloryId, ...params },
      });
      expect(answer.status).toBe(404);
    }
    // The honest twin.
    const own = await victim.client.send(self.endMySession, {
      params: { sessionId: sessions[0].id },
    });
    expect(own.status).toBe(200);
  });

  it('G07 a proof that another person has made links nothing', async () => {
    const { knex, portal } = fixture;
    const { id } = await connect(fixture);
    await insertLocal(knex, 'ada');
    await insertLocal(knex, 'mallory');
    const ada = await signInLocally(portal, 'ada');
    const mallory = await signInLocally(portal, 'mallory');
    const proof = await proveIdentity(fixture, mallory, id, {
      currentPassword: password,
    });
    const answer = await ada.client.send(self.completeMyLink, {
      body: { proof },
    });
    expect(codeOf(answer)).toBe('proof-invalid');
    expect(await countRows(knex)).toMatchObject({ identities: 0 });
  });

  it.each([
    '0',
    '-1',
    '1.5',
    '1e3',
    ' 1',
    'x',
    '../1',
    '1'.repeat(17),
    "1' --",
  ])(
    'G07 the id %j is refused, and one that nobody has is not found',
    async id => {
      const { knex, portal } = fixture;
      const accountId = await insertLocal(knex);
      const { client } = await signInLocally(portal);
      const far = '9'.repeat(16);
      const statuses = async (text: string) => [
        (
          await admin().send(accounts.getAccount, {
            params: { accountId: text },
          })
        ).status,
        (
          await admin().send(accounts.endAccountSession, {
            params: { accountId, sessionId: text },
          })
        ).status,
        (
          await admin().send(accounts.removeAccountLink, {
            params: { accountId, linkId: text },
          })
        ).status,
        (await client.send(self.endMySession, { params: { sessionId: text } }))
          .status,
        (await client.send(self.removeMyLink, { params: { linkId: text } }))
          .status,
      ];
      expect(await statuses(id)).toEqual(Array(5).fill(400));
      expect(await statuses(far)).toEqual(Array(5).fill(404));
    },
  );

  it('G18 a page of another site changes nothing: cookies alone are nobody, and text is no JSON', async () => {
    const { knex, portal } = fixture;
    const accountId = await insertLocal(knex);
    const { browser, client } = await signInLocally(portal);
    const url = `${portal.apiUrl}/sso/me/sessions/end`;
    const body = JSON.stringify({ keepCurrent: false });
    const withoutToken = {
      'content-type': 'application/json',
      // How requests without a token look to the tests' credentials.
      authorization: mockCredentials.none.header(),
    };
    const byCookie = await browser.request(url, {
      method: 'POST',
      headers: withoutToken,
      body,
    });
    expect(byCookie.status).toBe(401);
    const authorization = `Bearer ${await tokenOf(portal, browser)}`;
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const asForm = await fetch(url, {
        method: 'POST',
        headers: { authorization, 'content-type': type },
        body,
      });
      expect(asForm.status).toBe(400);
    }
    const disable = await browser.request(
      `${portal.apiUrl}/sso/accounts/${accountId}/active`,
      {
        method: 'PUT',
        headers: withoutToken,
        body: JSON.stringify({ active: false }),
      },
    );
    expect(disable.status).toBe(401);
    expect(await isSignedIn(portal, { browser })).toBe(true);
    // The honest twin.
    const own = await client.send(self.endMySessions, {
      body: { keepCurrent: false },
    });
    expect(own.status).toBe(200);
  });
});
