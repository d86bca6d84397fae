import type { Request } from 'express';
import { Strategy as PassportStrategy } from 'passport-strategy';
import { PassportRequest } from './createPassportRequest';
import { runPassportStrategy } from './runPassportStrategy';

type Authenticate = (this: PassportStrategy, req: Request, options: any) => any;

function strategyOf(authenticate: Authenticate): PassportStrategy {
  return Object.assign(new PassportStrategy(), { authenticate });
}

const request: PassportRequest = {
  method: 'GET',
  originalUrl: '/callback?code=1',
  query: { code: '1' },
  session: {},
  host: 'portal.example.test:7007',
};

describe('runPassportStrategy', () => {
  it.each<[string, Authenticate, object]>([
    [
      'success',
      function run() {
        this.success({ name: 'alice' }, { scope: 'all' });
      },
      { kind: 'success', user: { name: 'alice' }, info: { scope: 'all' } },
    ],
    [
      'redirect',
      function run() {
        this.redirect('https://idp.example.test/');
      },
      { kind: 'redirect', location: 'https://idp.example.test/', status: 302 },
    ],
    [
      'redirect with a status',
      function run() {
        this.redirect('https://idp.example.test/', 303);
      },
      { kind: 'redirect', location: 'https://idp.example.test/', status: 303 },
    ],
    [
      'fail',
      function run() {
        this.fail({ message: 'no' }, 403);
      },
      { kind: 'fail', challenge: { message: 'no' }, status: 403 },
    ],
    [
      'fail with nothing but a status',
      function run() {
        this.fail(400);
      },
      { kind: 'fail', challenge: undefined, status: 400 },
    ],
    [
      'pass',
      function run() {
        this.pass();
      },
      { kind: 'pass' },
    ],
    [
      'error',
      function run() {
        this.error(new Error('down'));
      },
      { kind: 'error', error: new Error('down') },
    ],
    [
      'an exception',
      () => {
        throw new Error('thrown');
      },
      { kind: 'error', error: new Error('thrown') },
    ],
    [
      'a rejection',
      async () => {
        throw new Error('rejected');
      },
      { kind: 'error', error: new Error('rejected') },
    ],
    [
      'a page that the strategy writes itself',
      req => req.res!.status(200).type('html').send('<form></form>'),
      { kind: 'response', html: '<form></form>' },
    ],
    [
      'a page written in pieces',
      req => {
        req.res!.write('<form>');
        req.res!.end('</form>');
      },
      { kind: 'response', html: '<form></form>' },
    ],
    [
      'a redirect that the strategy writes itself',
      req => {
        req.res!.statusCode = 307;
        req.res!.setHeader('Location', 'https://idp.example.test/');
        req.res!.end();
      },
      { kind: 'redirect', location: 'https://idp.example.test/', status: 307 },
    ],
  ])('tells of %s', async (_, authenticate, outcome) => {
    await expect(
      runPassportStrategy(strategyOf(authenticate), request),
    ).resolves.toEqual(outcome);
  });

  it('shows the strategy a request and hands over the options', async () => {
    const seen = jest.fn();
    await runPassportStrategy(
      strategyOf(function run(req, options) {
        seen({
          method: req.method,
          url: req.url,
          query: req.query,
          protocol: req.protocol,
          host: req.get('Host'),
          options,
        });
        this.pass();
      }),
      request,
      { scope: 'openid' },
    );
    expect(seen).toHaveBeenCalledWith({
      method: 'GET',
      url: '/callback?code=1',
      query: { code: '1' },
      protocol: 'https',
      host: 'portal.example.test:7007',
      options: { scope: 'openid' },
    });
  });

  it('lets a parsed form post be read once more as a stream', async () => {
    const outcome = await runPassportStrategy(
      strategyOf(async function run(req) {
        let text = '';
        for await (const chunk of req) {
          text += chunk;
        }
        this.success({ text, body: req.body });
      }),
      { ...request, method: 'POST', body: { state: 'a b', code: 'ü' } },
    );
    expect(outcome).toMatchObject({
      user: {
        text: 'state=a+b&code=%C3%BC',
        body: { state: 'a b', code: 'ü' },
      },
    });
  });

  it('keeps requests apart that run through one strategy', async () => {
    const strategy = strategyOf(async function run(req) {
      await new Promise(setImmediate);
      Object.assign((req as { session?: object }).session!, {
        mine: req.originalUrl,
      });
      this.success(req.originalUrl);
    });
    const sessions = [{}, {}];
    const outcomes = await Promise.all(
      sessions.map((session, index) =>
        runPassportStrategy(strategy, {
          ...request,
          originalUrl: `/${index}`,
          session,
        }),
      ),
    );
    expect(outcomes).toMatchObject([{ user: '/0' }, { user: '/1' }]);
    expect(sessions).toEqual([{ mine: '/0' }, { mine: '/1' }]);
    expect(Object.keys(strategy)).toEqual(['authenticate']);
  });

  it('ends with an error when the strategy never does', async () => {
    jest.useFakeTimers();
    try {
      const running = runPassportStrategy(
        strategyOf(() => {}),
        request,
      );
      await jest.advanceTimersByTimeAsync(60_000);
      await expect(running).resolves.toMatchObject({ kind: 'error' });
    } finally {
      jest.useRealTimers();
    }
  });
});
