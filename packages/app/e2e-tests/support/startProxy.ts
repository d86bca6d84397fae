import {
  createServer,
  request as forward,
  type IncomingMessage,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy in front of several portals. */
export interface Proxy {
  url: string;
  /** Where each request went, in order: `GET /path → 1`. */
  readonly log: readonly string[];
  /** Sends the requests that a pattern matches to one portal from now on. */
  pin(pattern: RegExp, target: number): void;
  /** The portals, once they run. */
  setTargets(urls: readonly string[]): void;
  stop(): Promise<void>;
}

/**
 * Starts a proxy that deals requests out in turn, as a load balancer without
 * sticky sessions does.
 */
export async function startProxy(): Promise<Proxy> {
  const pins: Array<{ pattern: RegExp; target: number }> = [];
  const log: string[] = [];
  let targets: readonly string[] = [];
  let turn = 0;

  const choose = (req: IncomingMessage) => {
    const pinned = pins.find(({ pattern }) => pattern.test(req.url ?? ''));
    turn += 1;
    return pinned?.target ?? turn % targets.length;
  };

  const server = createServer((req, res) => {
    const target = choose(req);
    log.push(`${req.method} ${(req.url ?? '').split('?')[0]} → ${target}`);
    const upstream = forward(
      new URL(req.url ?? '/', targets[target]),
      { method: req.method, headers: req.headers },
      answer => {
        res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(res);
      },
    );
    upstream.on('error', () => res.destroy());
    req.pipe(upstream);
  });
  await new Promise<void>(resolve => {
    server.listen(0, 'localhost', resolve);
  });

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    log,
    pin: (pattern, target) => {
      pins.unshift({ pattern, target });
    },
    setTargets: urls => {
      targets = urls;
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
