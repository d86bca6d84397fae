import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A server on loopback that answers badly, each path in its own way. */
export async function startBadServer() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.headers.host}${request.url}`);
    switch (request.url) {
      case '/redirect':
        response.writeHead(302, { location: '/internal' }).end();
        break;
      case '/silent':
        break;
      case '/stalls':
        response.writeHead(200).write('{');
        break;
      case '/announced':
        response.writeHead(200, { 'content-length': 60_000_000 }).write('x');
        break;
      case '/huge': {
        response.writeHead(200);
        const more = () => {
          while (response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
        break;
      }
      case '/bomb':
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(20_000_000)));
        break;
      case '/gzip':
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync('{"ok":true}'));
        break;
      case '/broken':
        request.socket.destroy();
        break;
      default:
        response.setHeader('content-type', 'application/json');
        request.on('data', data => seen.push(String(data)));
        request.on('end', () => response.end('{"ok":true}'));
        request.resume();
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    /** Requests and bodies, oldest first. */
    seen,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}
