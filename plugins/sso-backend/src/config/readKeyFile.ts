import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type KeyRing, parseKeyRing } from '../secrets/KeyRing';

/**
 * Reads a key file of a development machine, and makes it when there is none.
 * Processes that start at once agree on one key.
 *
 * @param logger - hears of a file that is made; without it none is made
 * @throws Error when the file is no key file; it is never replaced, as what was
 *   sealed with its key would be lost
 */
export async function readKeyFile(
  file: string,
  logger: LoggerService | undefined,
): Promise<KeyRing> {
  const existing = await readIfExists(file);
  if (existing !== undefined) {
    return parseKeyFile(existing, file);
  }
  if (!logger) {
    throw new Error(
      `There is no key file ${file}. The backend makes it when it starts in development; production has sso.secrets.keys.`,
    );
  }
  if (await createKeyFile(file)) {
    logger.info(
      `Made a key for secrets in ${file}, for development only. Production needs sso.secrets.keys.`,
    );
  }
  return parseKeyFile(await readFile(file, 'utf8'), file);
}

async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

function parseKeyFile(text: string, file: string): KeyRing {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(
      `The key file ${file} is not valid JSON. Restore it; or delete it and set the secrets of all SSO connections again.`,
    );
  }
  return parseKeyRing(value, file);
}

/**
 * Writes the whole file under another name and links it into place, so that
 * nobody ever reads half of it, and only the first one wins.
 *
 * @returns false when somebody else was first
 */
async function createKeyFile(file: string): Promise<boolean> {
  const key = {
    id: `development-${randomUUID().slice(0, 8)}`,
    secret: randomBytes(32).toString('base64'),
  };
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomUUID()}`;
  try {
    await writeFile(temporary, `${JSON.stringify([key], undefined, 2)}\n`, {
      flag: 'wx',
      mode: 0o600,
    });
    await link(temporary, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown } | undefined)?.code === code;
}
