import { startBadServer } from '../testUtils/startBadServer';
import { assertAddressAllowed } from './assertAddressAllowed';
import { createOutboundFetch } from './createOutboundFetch';
import type { SsoOutboundOptions } from './OutboundOptions';

const PUBLIC = { address: '93.184.215.14', family: 4 };
const LOOPBACK = { address: '127.0.0.1', family: 4 };

const refused = { name: 'SsoError', code: 'provider-address-refused' };
const invalid = { name: 'SsoError', code: 'provider-response-invalid' };
const unreachable = { name: 'SsoError', code: 'provider-unreachable' };

describe('createOutboundFetch', () => {
  let server: Awaited<ReturnType<typeof startBadServer>>;
  let port: number;
  let seen: string[];

  beforeAll(async () => {
    server = await startBadServer();
    ({ port, seen } = server);
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    seen.length = 0;
  });

  /** Names of the test resolve to what is given, in turn. */
  function lookupOf(...answers: Array<typeof PUBLIC>) {
    return jest.fn(async () => [
      answers.length > 1 ? answers.shift()! : answers[0],
    ]);
  }

  const allowed = (): SsoOutboundOptions => ({
    allow: [`localhost:${port}`],
    allowHttp: true,
    lookup: lookupOf(LOOPBACK),
  });

  it('C17 reaches a private target that is allowed', async () => {
    const response = await createOutboundFetch(allowed())(
      `http://localhost:${port}/ok`,
    );
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    await expect(response.json()).resolves.toEqual({ ok: true });
    expect(seen).toEqual([`GET localhost:${port}/ok`]);
  });

  it('sends methods, headers and bodies of every kind', async () => {
    const fetchApi = createOutboundFetch(allowed());
    const url = `http://localhost:${port}/token`;
    await fetchApi(url, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'x' }),
    });
    await fetchApi(new Request(url, { method: 'PUT', body: 'text' }));
    await fetchApi(new URL(url), { method: 'DELETE' });
    expect(seen).toEqual([
      `POST localhost:${port}/token`,
      'grant_type=x',
      `PUT localhost:${port}/token`,
      'text',
      `DELETE localhost:${port}/token`,
    ]);
  });

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://168.63.129.16/metadata',
    'https://[::1]/',
    'https://[::]/',
    'https://[::127.0.0.1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[ff02::1]/',
  ])('C17 refuses %s when saved and when used', async url => {
    const lookup = lookupOf(PUBLIC);
    await expect(assertAddressAllowed(url, { lookup })).rejects.toMatchObject(
      refused,
    );
    await expect(createOutboundFetch({ lookup })(url)).rejects.toMatchObject(
      refused,
    );
  });

  it.each([
    'file:///etc/passwd',
    'gopher://example.test/',
    'ftp://example.test/',
    'data:application/json,{}',
    ['javascript', 'alert(1)'].join(':'),
    'https://user:password@example.test/',
    'http://example.test/',
    'no url',
  ])('C17 refuses %s when saved and when used', async url => {
    const lookup = lookupOf(PUBLIC);
    await expect(assertAddressAllowed(url, { lookup })).rejects.toMatchObject(
      refused,
    );
    const error = await createOutboundFetch({ lookup })(url).catch(e => e);
    expect(error).toMatchObject(refused);
    expect(error.message).not.toContain('user:password');
    expect(lookup).not.toHaveBeenCalled();
  });

  it.each([
    ['loopback', '127.0.0.1', 4],
    ['private', '10.0.0.7', 4],
    ['link-local', '169.254.169.254', 4],
    ['loopback, IPv6', '::1', 6],
    ['unique local', 'fd00::1', 6],
    ['mapped', '::ffff:10.0.0.7', 6],
  ])('C17 refuses a name with a %s address', async (_, address, family) => {
    const lookup = async () => [PUBLIC, { address, family }];
    const url = 'https://idp.example.test/';
    await expect(assertAddressAllowed(url, { lookup })).rejects.toMatchObject(
      refused,
    );
    await expect(createOutboundFetch({ lookup })(url)).rejects.toMatchObject({
      ...refused,
      detail: expect.stringContaining('idp.example.test'),
    });
  });

  it('C17 accepts a name with public addresses when it is saved', async () => {
    await expect(
      assertAddressAllowed('https://idp.example.test/', {
        lookup: lookupOf(PUBLIC),
      }),
    ).resolves.toBeUndefined();
  });

  it('C17 is not fooled by a name that changes its address (DNS rebinding)', async () => {
    const lookup = lookupOf(PUBLIC, LOOPBACK);
    const url = `https://idp.example.test:${port}/`;
    await expect(
      assertAddressAllowed(url, { lookup }),
    ).resolves.toBeUndefined();
    await expect(createOutboundFetch({ lookup })(url)).rejects.toMatchObject(
      refused,
    );
    expect(seen).toEqual([]);
  });

  it('C17 connects to the address it has checked, with one look-up', async () => {
    const lookup = lookupOf(LOOPBACK, { address: '127.0.0.9', family: 4 });
    const response = await createOutboundFetch({
      allow: ['127.0.0.1/32'],
      allowHttp: true,
      lookup,
    })(`http://idp.example.test:${port}/ok`);
    expect(response.status).toBe(200);
    expect(lookup).toHaveBeenCalledTimes(1);
    expect(seen).toEqual([`GET idp.example.test:${port}/ok`]);
  });

  it('C17 keeps plain http to allowed targets, also when it is allowed', async () => {
    const lookup = lookupOf(PUBLIC);
    await expect(
      createOutboundFetch({ allow: ['localhost'], allowHttp: true, lookup })(
        'http://idp.example.test/',
      ),
    ).rejects.toMatchObject(refused);
    await expect(
      createOutboundFetch({ allow: ['localhost'], lookup })(
        `http://localhost:${port}/`,
      ),
    ).rejects.toMatchObject(refused);
    expect(seen).toEqual([]);
  });

  it('C17 allows another port only when it is listed', async () => {
    const options = allowed();
    await expect(
      createOutboundFetch(options)('http://localhost:4499/'),
    ).rejects.toMatchObject(refused);
    await expect(
      createOutboundFetch({ ...options, allow: ['localhost'] })(
        `http://LOCALHOST.:${port}/ok`,
      ),
    ).resolves.toMatchObject({ status: 200 });
  });

  it('C17 does not follow redirects', async () => {
    await expect(
      createOutboundFetch(allowed())(`http://localhost:${port}/redirect`, {
        redirect: 'follow',
      }),
    ).rejects.toMatchObject({
      ...invalid,
      detail: expect.stringContaining('302'),
    });
    expect(seen).toEqual([`GET localhost:${port}/redirect`]);
  });

  it.each(['/huge', '/announced', '/bomb'])(
    'C18 gives up on the answer of %s',
    async path => {
      await expect(
        createOutboundFetch(allowed())(`http://localhost:${port}${path}`),
      ).rejects.toMatchObject({
        ...invalid,
        detail: expect.stringContaining('larger than 1048576 bytes'),
      });
    },
  );

  it('C18 accepts a compressed answer of ordinary size', async () => {
    const response = await createOutboundFetch(allowed())(
      `http://localhost:${port}/gzip`,
    );
    await expect(response.json()).resolves.toEqual({ ok: true });
  });

  it.each(['/silent', '/stalls'])(
    'C18 does not wait for the answer of %s',
    async path => {
      await expect(
        createOutboundFetch({ ...allowed(), timeoutMs: 100 })(
          `http://localhost:${port}${path}`,
        ),
      ).rejects.toMatchObject({
        ...unreachable,
        detail: `localhost:${port} did not answer within 100 ms`,
      });
    },
  );

  it('C18 tells when the provider cannot be reached', async () => {
    await expect(
      createOutboundFetch(allowed())(`http://localhost:${port}/broken`),
    ).rejects.toMatchObject({
      ...unreachable,
      detail: `localhost:${port} cannot be reached (UND_ERR_SOCKET)`,
    });
    await expect(
      createOutboundFetch({
        lookup: async () => {
          throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
        },
      })('https://nowhere.example.test/'),
    ).rejects.toMatchObject({
      ...unreachable,
      detail: 'nowhere.example.test cannot be reached (ENOTFOUND)',
    });
  });

  it("throws the caller's own abort as it is", async () => {
    const reason = new Error('enough');
    await expect(
      createOutboundFetch(allowed())(`http://localhost:${port}/silent`, {
        signal: AbortSignal.abort(reason),
      }),
    ).rejects.toBe(reason);
  });
});
