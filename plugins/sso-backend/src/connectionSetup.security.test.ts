import { mockCredentials } from '@backstage/backend-test-utils';
import { usePortal } from './__testUtils__/portalFixture';
import { createUpkeepProtocol } from './__testUtils__/upkeepProtocol';
import {
  createTestDatabases,
  mainEngine,
} from './database/__testUtils__/stores';

const databases = createTestDatabases();
const admin = mockCredentials.user.header('user:default/admin');
const anonymous = mockCredentials.none.header();
const invalid = mockCredentials.user.invalidHeader();
const member = mockCredentials.user.header('user:default/member');

describe.each(mainEngine(databases))('large bodies on %s', engine => {
  const { module } = createUpkeepProtocol();
  const fixture = usePortal(databases, engine, { features: [module] });

  /** Sends bytes as they are. @returns status */
  async function post(path: string, body: string, authorization: string) {
    const response = await fetch(`${fixture.portal.apiUrl}/sso${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization,
      },
      body,
    });
    await response.text();
    return response.status;
  }

  const large = JSON.stringify({ document: 'x'.repeat(1_500_000) });
  // Whoever parses it answers 400.
  const broken = large.slice(0, -1);

  it('SAML-1 G07 only those who may set up make the portal parse a large body', async () => {
    const path = '/protocols/upkeep/proposal';
    expect(await post(path, broken, anonymous)).toBe(401);
    expect(await post(path, broken, invalid)).toBe(401);
    expect(await post(path, broken, member)).toBe(403);
    expect(await post(path, broken, admin)).toBe(400);
    expect(await post(path, large, admin)).toBe(200);
  });

  it('SAML-1 G18 no other operation reads as much', async () => {
    for (const path of [
      '/connections',
      '/protocols/upkeep/inspection',
      '/connections/any/actions/any',
    ]) {
      expect([path, await post(path, large, admin)]).toEqual([path, 413]);
      expect([path, await post(path, broken, member)]).toEqual([path, 403]);
    }
    for (const path of ['/local/sign-in', '/local/setup']) {
      expect([path, await post(path, large, anonymous)]).toEqual([path, 413]);
    }
  });
});
