import { ssoAdminOperations } from '@latchkey/plugin-sso-common';
import { testConnection } from './__testUtils__/errandFlow';
import {
  ageOverride,
  connectTested,
  linkAdministrator,
  optionsOf,
  OTHER_ADMINISTRATOR as OTHER,
  outcomeOf,
  overrideOf,
  signInThrough,
  useTwoAdministrators,
} from './__testUtils__/overrideFlow';
import { connect } from './__testUtils__/portalFixture';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(mainEngine(databases))('override auth on %s', engine => {
  const fixture = useTwoAdministrators(databases, engine);

  const inForce = async () => {
    const seen = await Promise.all(
      [fixture.portal, fixture.second].map(
        async portal => (await optionsOf(portal)).override,
      ),
    );
    expect(seen[0]).toBe(seen[1]);
    return seen[0];
  };
  const eventTypes = async () =>
    (await fixture.knex('sso_events').orderBy('id'))
      .map(({ type }) => type)
      .filter(type => type.startsWith('override'));

  it('CONN-5 CONN-7 once tested it is armed for everybody on all replicas, and confirmed by a session made through it', async () => {
    const { portal, knex } = fixture;
    const { id } = await connectTested(fixture);
    const admin = await linkAdministrator(fixture, id);
    expect(await inForce()).toBeUndefined();
    expect(await overrideOf(admin, id).get()).toEqual({
      state: 'off',
      testedAt: expect.any(String),
      canConfirm: false,
      nosso: { addresses: [] },
    });

    const armed = await overrideOf(admin, id).arm();
    expect(armed).toMatchObject({
      state: 'pending',
      override: {
        connectionId: id,
        displayName: 'Test provider',
        state: 'pending',
        armedBy: 'user:default/admin',
        effective: true,
      },
      canConfirm: false,
    });
    const left = Date.parse(String(armed.override?.revertsAt)) - Date.now();
    expect(left).toBeLessThanOrEqual(10 * 60_000);
    expect(await inForce()).toBe(id);

    const through = await signInThrough(fixture, id);
    expect((await overrideOf(through, id).get()).canConfirm).toBe(true);
    const confirmed = await overrideOf(through, id).confirm();
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      override: { state: 'confirmed', armedBy: 'user:default/admin' },
      canConfirm: false,
    });
    expect(confirmed.override?.revertsAt).toBeUndefined();
    await ageOverride(knex, 60 * 24 * 365);
    expect(await inForce()).toBe(id);

    expect((await overrideOf(admin, id).disarm()).state).toBe('off');
    expect((await overrideOf(admin, id).disarm()).state).toBe('off');
    expect(await inForce()).toBeUndefined();
    expect(await eventTypes()).toEqual([
      'override-armed',
      'override-confirmed',
      'override-disarmed',
    ]);
    const log = portal.log.join('\n');
    for (const change of ['arm', 'confirm', 'disarm']) {
      expect(log).toContain(`"queryType":"${change}"`);
    }
  });

  it('CONN-7 nobody arms what they have not tested as it is saved now', async () => {
    const { idp, portal } = fixture;
    const { id, version } = await connect(fixture);
    const arm = () => outcomeOf(overrideOf(portal.admin, id).arm);
    expect(await arm()).toBe('override-not-tested');

    // By another administrator.
    await testConnection(fixture, id, portal.user(OTHER));
    expect(await arm()).toBe('override-not-tested');
    expect((await overrideOf(portal.admin, id).get()).testedAt).toBeUndefined();

    // A test that failed.
    await idp.misbehave('wrongNonce');
    await testConnection(fixture, id);
    expect(await arm()).toBe('override-not-tested');

    // An older version.
    await idp.misbehave();
    await testConnection(fixture, id);
    await portal.admin.call(ssoAdminOperations.updateConnection, {
      params: { connectionId: id },
      body: {
        displayName: 'Changed',
        settings: { issuer: idp.issuer, clientId: idp.clientId },
        version,
      },
    });
    expect(await arm()).toBe('override-not-tested');
    expect((await overrideOf(portal.admin, id).get()).testedAt).toBeUndefined();
    expect(await inForce()).toBeUndefined();

    await testConnection(fixture, id);
    expect(await arm()).toBe('accepted');
    expect(await inForce()).toBe(id);
  });

  it('CONN-7 reverts by itself after 10 minutes, and then cannot be confirmed', async () => {
    const { knex, portal } = fixture;
    const { id } = await connectTested(fixture);
    await linkAdministrator(fixture, id);
    await overrideOf(portal.admin, id).arm();
    const through = await signInThrough(fixture, id);

    await ageOverride(knex, 9.9);
    expect(await inForce()).toBe(id);
    await ageOverride(knex, 0.2);
    expect(await inForce()).toBeUndefined();
    expect(await overrideOf(through, id).get()).toMatchObject({
      state: 'off',
      canConfirm: false,
    });
    expect(await outcomeOf(overrideOf(through, id).confirm)).toBe(
      'override-not-armed',
    );
    // Whoever comes next clears it away, which the history says.
    await overrideOf(portal.admin, id).arm();
    expect(await eventTypes()).toEqual([
      'override-armed',
      'override-reverted',
      'override-armed',
    ]);
    // It began anew: what was before does not confirm it.
    expect(await outcomeOf(overrideOf(through, id).confirm)).toBe(
      'override-session-needed',
    );
  });

  it('CONN-7 only a session made through it, after it was armed, confirms it', async () => {
    const { portal } = fixture;
    const { id } = await connectTested(fixture);
    const { id: other } = await connect(fixture, { displayName: 'Other' });
    const local = await linkAdministrator(fixture, id, other);
    const before = await signInThrough(fixture, id);
    await overrideOf(local, id).arm();
    const elsewhere = await signInThrough(fixture, other);

    for (const client of [local, before, elsewhere, portal.admin]) {
      expect((await overrideOf(client, id).get()).canConfirm).toBe(false);
      expect(await outcomeOf(overrideOf(client, id).confirm)).toBe(
        'override-session-needed',
      );
    }
    const through = await signInThrough(fixture, id);
    expect(await outcomeOf(overrideOf(through, other).confirm)).toBe(
      'override-not-armed',
    );
    expect(await outcomeOf(overrideOf(through, id).confirm)).toBe('accepted');
  });

  it('CONN-5 CONN-7 one is tried while another is confirmed, and reverts to that', async () => {
    const { knex } = fixture;
    const { id: a } = await connectTested(fixture, 'A');
    const { id: b } = await connectTested(fixture, 'B');
    const admin = await linkAdministrator(fixture, a, b);
    await overrideOf(admin, a).arm();
    await overrideOf(await signInThrough(fixture, a), a).confirm();

    await overrideOf(admin, b).arm();
    expect(await inForce()).toBe(b);
    expect(await overrideOf(admin, a).get()).toMatchObject({
      state: 'confirmed',
      override: { connectionId: b },
    });
    await ageOverride(knex, 11);
    expect(await inForce()).toBe(a);

    // Arming what is confirmed already changes nothing.
    expect((await overrideOf(admin, a).arm()).state).toBe('confirmed');

    await overrideOf(admin, b).arm();
    await overrideOf(await signInThrough(fixture, b), b).confirm();
    expect(await inForce()).toBe(b);
    expect((await overrideOf(admin, a).get()).state).toBe('off');
    expect(await knex('sso_overrides')).toHaveLength(1);
  });

  it('CONN-5 two administrators who arm at once leave one pending', async () => {
    const { knex, portal, second } = fixture;
    const { id: a } = await connectTested(fixture, 'A');
    const { id: b } = await connect(fixture, { displayName: 'B' });
    await testConnection(fixture, b, portal.user(OTHER));
    const outcomes = await Promise.all([
      outcomeOf(overrideOf(portal.admin, a).arm),
      outcomeOf(overrideOf(second.user(OTHER), b).arm),
      outcomeOf(overrideOf(second.admin, a).arm),
    ]);
    expect(outcomes).toEqual(['accepted', 'accepted', 'accepted']);
    const rows = await knex('sso_overrides');
    expect(rows).toHaveLength(1);
    expect(await inForce()).toBe(rows[0].connection_id);
  });
});
