import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createSamlKey, type SamlKey } from './createSamlKey';

/**
 * A key that stays the same over restarts, so that those who trust it once can
 * go on: read from a file, or made and written there.
 *
 * @param file - JSON, for its owner only
 */
export async function keepSamlKey(file: string): Promise<SamlKey> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  const key = await createSamlKey();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  return key;
}
