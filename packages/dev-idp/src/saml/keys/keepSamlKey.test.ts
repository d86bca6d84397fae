import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepSamlKey } from './keepSamlKey';

describe('keepSamlKey', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-key-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes a key once, for its owner only', async () => {
    const file = path.join(folder, 'data', 'key.json');
    const made = await keepSamlKey(file);
    expect(made.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect((await stat(file)).mode % 0o1000).toBe(0o600);
    expect(await keepSamlKey(file)).toEqual(made);
    expect(await keepSamlKey(path.join(folder, 'other.json'))).not.toEqual(
      made,
    );
  });
});
