import request from 'supertest';
import { startAuthBackend } from '../__testUtils__/startAuthBackend';

const START = '/api/auth/sso/start';

describe('G03 open redirect by returnTo of start', () => {
  let backend: Awaited<ReturnType<typeof startAuthBackend>>;
  beforeAll(async () => {
    backend = await startAuthBackend();
  });
  afterAll(() => backend.stop());

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'data:text/html,x',
    '/\t/evil.example',
    '/a\r\nSet-Cookie: x=y',
    '/.//evil.example',
    'evil',
    '@evil.example',
    '',
  ])('G03 refuses %j', async returnTo => {
    const response = await request(backend.server)
      .get(START)
      .query({ connection: 'okta', returnTo });
    expect(response.status).toBe(302);
    expect(response.headers.location).toBe(
      'http://localhost:3000/?sso_error=return-to-invalid',
    );
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('G03 refuses two values', async () => {
    const response = await request(backend.server).get(
      `${START}?connection=okta&returnTo=/a&returnTo=//evil.example`,
    );
    expect(response.headers.location).toBe(
      'http://localhost:3000/?sso_error=return-to-invalid',
    );
  });

  it.each(['/', '/catalog', '/a?next=https://evil.example', '/a//b'])(
    'G03 honest twin: takes %j',
    async returnTo => {
      const response = await request(backend.server)
        .get(START)
        .query({ connection: 'okta', returnTo });
      const location = new URL(response.headers.location);
      expect(location.origin).toBe('http://localhost:7007');
      expect(location.searchParams.get('returnTo')).toBe(returnTo);
    },
  );
});
