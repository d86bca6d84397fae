import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { findChromium, findSystemChromium } from './chromium.mjs';

let dir;
const { CHROMIUM_PATH } = process.env;

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-chromium-'));
});

afterEach(() => {
  fs.rmSync(dir, { recursive: true, force: true });
  if (CHROMIUM_PATH === undefined) delete process.env.CHROMIUM_PATH;
  else process.env.CHROMIUM_PATH = CHROMIUM_PATH;
});

function writeExecutable(name, mode = 0o755) {
  const file = path.join(dir, name);
  fs.writeFileSync(file, '#!/bin/sh\n', { mode });
  return file;
}

describe('findSystemChromium', () => {
  it('finds a browser on the path', () => {
    const file = writeExecutable('google-chrome');
    const searchPath = `/nowhere:${dir}`;

    assert.equal(findSystemChromium({ searchPath, platform: 'linux' }), file);
  });

  it('takes nothing that cannot be run', () => {
    writeExecutable('chromium', 0o644);
    fs.mkdirSync(path.join(dir, 'chrome'));

    assert.equal(
      findSystemChromium({ searchPath: dir, platform: 'linux' }),
      undefined,
    );
  });
});

describe('findChromium', () => {
  it('takes the one that is named', async () => {
    process.env.CHROMIUM_PATH = writeExecutable('mine');

    assert.deepEqual(await findChromium(), {
      executable: process.env.CHROMIUM_PATH,
    });
  });

  it('does not look further when the named one is missing', async () => {
    process.env.CHROMIUM_PATH = path.join(dir, 'missing');

    await assert.rejects(findChromium(), /CHROMIUM_PATH names no executable/);
  });
});
