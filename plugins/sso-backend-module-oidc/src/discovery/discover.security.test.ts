import {
  MisbehavingEndpoint,
  MisbehavingIdp,
  signInAt,
  startMisbehavingIdp,
} from '@latchkey/dev-idp';
import { AttackBench } from '../testUtils/AttackBench';

const scriptUrl = ['javascript', 'alert(1)'].join(':');

describe('discovery of a provider', () => {
  let idp: MisbehavingIdp;
  let bench: AttackBench;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });

  afterAll(() => idp.stop());

  beforeEach(async () => {
    await idp.misbehave();
    idp.claims({}, { in: 'both' });
    idp.clearLog();
    bench = AttackBench.create(idp, location => signInAt(idp, location));
  });

  it.each<[string, string, MisbehavingEndpoint]>([
    ['authorization_endpoint', scriptUrl, 'authorization'],
    ['token_endpoint', 'file:///etc/passwd', 'token'],
    ['userinfo_endpoint', 'ftp://example.test/', 'userinfo'],
    ['jwks_uri', 'data:application/json,{}', 'jwks'],
  ])('C18 refuses the %s %s', async (name, value, endpoint) => {
    const forging: typeof fetch = async (input, init) => {
      const response = await bench.outbound(input, init);
      return String(input).includes('/.well-known/')
        ? Response.json({ ...(await response.json()), [name]: value })
        : response;
    };
    await expect(
      bench.attempt('code', { fetch: forging }),
    ).rejects.toMatchObject({
      code: 'provider-response-invalid',
      detail: expect.stringContaining(name),
    });
    expect(idp.calls(endpoint)).toBe(0);
    await expect(bench.attempt('code')).resolves.toBeDefined();
  });

  it('C17 refuses an endpoint at a private address of a public provider', async () => {
    const forging: typeof fetch = async (input, init) =>
      String(input).includes('/.well-known/')
        ? Response.json({
            ...(await (await bench.outbound(input, init)).json()),
            token_endpoint: 'http://169.254.169.254/token',
          })
        : bench.outbound(input, init);
    await expect(
      bench.attempt('code', { fetch: forging }),
    ).rejects.toMatchObject({
      code: 'provider-address-refused',
    });
  });
});
