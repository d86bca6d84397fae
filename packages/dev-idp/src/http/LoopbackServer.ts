import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import {
  assertDevelopmentOnly,
  assertLoopbackHost,
  isLoopbackHostHeader,
} from '../loopback';

/** Answers one request. */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>;

/**
 * An HTTP server which listens on 127.0.0.1 and nowhere else. Its handler is
 * set after it listens, because a provider must know its port to know its
 * issuer.
 */
export class LoopbackServer {
  readonly #server: Server;
  #origin = '';
  #handler: RequestHandler | undefined;

  /**
   * @throws Error outside development, for a host that is not loopback, and
   * with code `EADDRINUSE` when the port is taken.
   */
  static async create(options: {
    host: string;
    port: number;
  }): Promise<LoopbackServer> {
    assertDevelopmentOnly();
    assertLoopbackHost(options.host);
    const server = new LoopbackServer();
    // The literal address: a hosts file cannot point it anywhere else.
    server.#server.listen(options.port, '127.0.0.1');
    await once(server.#server, 'listening');
    const { port } = server.#server.address() as AddressInfo;
    server.#origin = `http://${options.host}:${port}`;
    return server;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  /** For example `http://localhost:4400`. */
  get origin(): string {
    return this.#origin;
  }

  handle(handler: RequestHandler): void {
    this.#handler = handler;
  }

  /** Ends every open request and stops listening. May be called twice. */
  async stop(): Promise<void> {
    if (!this.#server.listening) {
      return;
    }
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    if (!isLoopbackHostHeader(request.headers.host)) {
      response.writeHead(421, { 'content-type': 'text/plain' });
      response.end('This server answers to loopback names only');
      return;
    }
    try {
      if (!this.#handler) {
        throw new Error('Not ready');
      }
      await this.#handler(request, response);
    } catch {
      // The message may hold what the caller sent, so it is not repeated.
      if (!response.headersSent) {
        response.writeHead(500, { 'content-type': 'text/plain' });
      }
      response.end('Internal error');
    }
  }
}
