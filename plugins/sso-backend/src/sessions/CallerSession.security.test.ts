import { ssoSessionClaim } from '@latchkey/plugin-sso-common';
import type { Request } from 'express';
import { UnsecuredJWT } from 'jose';
import { createTestDatabases } from '../database/__testUtils__/stores';
import { useEntryWorld } from '../entry/__testUtils__/entryWorld';
import { CallerSession } from './CallerSession';

const databases = createTestDatabases();

/** A request with a token that `HttpAuthService` would have accepted. */
function requestWith(authorization: string | undefined): Request {
  return {
    get: (name: string) =>
      name.toLocaleLowerCase('en-US') === 'authorization'
        ? authorization
        : undefined,
  } as Request;
}

const tokenWith = (claims: Record<string, unknown>) =>
  `Bearer ${new UnsecuredJWT(claims).encode()}`;

describe.each(databases.eachSupportedId())('CallerSession on %s', engine => {
  const fixture = useEntryWorld(databases, engine);

  async function setUp() {
    const { world } = fixture;
    const { persistence } = world;
    const callers = CallerSession.create({ persistence, now: () => world.now });
    const ada = await world.addAccount('ada');
    const mallory = await world.addAccount('mallory');
    const token = await world.signIn(ada);
    const { sessionId } = await world.sessions.refresh(token);
    const find = (claims: Record<string, unknown>, ref = String(claims.sub)) =>
      callers.find(requestWith(tokenWith(claims)), ref);
    const honest = { sub: ada.entityRef, [ssoSessionClaim]: sessionId };
    return { world, callers, ada, mallory, token, sessionId, find, honest };
  }

  it('LOCAL-6 finds the session and the account of a token', async () => {
    const { ada, find, honest, sessionId } = await setUp();
    expect(await find(honest)).toMatchObject({
      session: { id: sessionId, way: 'local' },
      account: { id: ada.id },
    });
  });

  it('LOCAL-6 finds nothing once the session has ended or run out', async () => {
    const { world, find, honest, token, ada } = await setUp();
    const other = await world.signIn(ada);
    const { sessionId } = await world.sessions.refresh(other);
    await world.sessions.end(token);
    expect(await find(honest)).toBeUndefined();
    const current = { ...honest, [ssoSessionClaim]: sessionId };
    expect(await find(current)).toMatchObject({ session: { id: sessionId } });
    world.pass(world.settings.sessionIdleTimeout);
    expect(await find(current)).toBeUndefined();
  });

  it('LOCAL-6 finds no session of somebody else', async () => {
    const { find, honest, mallory, ada } = await setUp();
    // The claim of another session in a token of the own.
    expect(await find({ ...honest, sub: mallory.entityRef })).toBeUndefined();
    // A token that is not that of the principal, as of a service that acts
    // for somebody.
    expect(await find(honest, mallory.entityRef)).toBeUndefined();
    expect(
      await find({ ...honest, sub: 'plugin:catalog' }, ada.entityRef),
    ).toBeUndefined();
  });

  it('LOCAL-6 finds nothing by a claim that is no id', async () => {
    const { find, honest } = await setUp();
    for (const claim of [
      undefined,
      '',
      0,
      Number(honest[ssoSessionClaim]),
      '0',
      '1 or 1=1',
      `${honest[ssoSessionClaim]}e0`,
      ` ${honest[ssoSessionClaim]}`,
      '99999999999999999999',
      [honest[ssoSessionClaim]],
      { id: honest[ssoSessionClaim] },
    ]) {
      expect(
        await find({ ...honest, [ssoSessionClaim]: claim }),
      ).toBeUndefined();
    }
    expect(await find(honest)).toBeDefined();
  });

  it('LOCAL-6 finds nothing by a header without a token of a person', async () => {
    const { callers, ada, honest } = await setUp();
    const find = (header?: string) =>
      callers.find(requestWith(header), ada.entityRef);
    for (const header of [
      undefined,
      '',
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      'Basic YTpi',
      'Bearer mock-user-token:{"sub":"user:default/ada"}',
      tokenWith(honest).replace('Bearer', 'Basic'),
    ]) {
      expect(await find(header)).toBeUndefined();
    }
    expect(await find(tokenWith(honest))).toBeDefined();
  });
});
