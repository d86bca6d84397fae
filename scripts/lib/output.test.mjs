import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { linesOf } from './output.mjs';

describe('linesOf', () => {
  it('puts lines together and takes their colours away', async () => {
    const stream = new PassThrough();
    const lines = [];
    linesOf(stream, line => lines.push(line));

    stream.write('\u001b[32mSSO set-up ');
    stream.write('link: http://localhost\u001b[0m\r\nnext\nla');
    stream.end('st');
    await once(stream, 'end');

    assert.deepEqual(lines, [
      'SSO set-up link: http://localhost',
      'next',
      'last',
    ]);
  });
});
