import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { describe, it } from 'node:test';
import { fetchPage, findFreePort, isPortTaken, waitUntil } from './network.mjs';

describe('network', () => {
  for (const host of ['127.0.0.1', 'localhost']) {
    it(`sees who listens on ${host}`, async () => {
      const port = await findFreePort();
      assert.equal(await isPortTaken(port), false);

      const server = http.createServer((request, response) => {
        response.statusCode = request.url === '/ready' ? 200 : 503;
        response.end('page');
      });
      server.listen(port, host);
      await once(server, 'listening');
      try {
        assert.equal(await isPortTaken(port), true);
        assert.equal(await fetchPage(`http://${host}:${port}/ready`), 'page');
        assert.equal(await fetchPage(`http://${host}:${port}/`), undefined);
      } finally {
        server.close();
      }
      assert.equal(await fetchPage(`http://${host}:${port}/ready`), undefined);
    });
  }

  it('waits until the answer is yes', async () => {
    const answers = [false, undefined, 'yes'];

    const isReady = await waitUntil(async () => answers.shift(), {
      timeoutMs: 60_000,
    });

    assert.equal(isReady, true);
    assert.deepEqual(answers, []);
  });

  it('gives up when it is told to stop', async () => {
    const signal = AbortSignal.abort();

    assert.equal(
      await waitUntil(async () => true, { timeoutMs: 60_000, signal }),
      false,
    );
  });
});
