import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { ResponseDraft } from './types';

const chunk = Buffer.alloc(1024 * 1024, 'x');
const hugeChunks = 60;

/** An honest JSON answer, ready to be changed. */
export function jsonDraft(status: number, body: unknown): ResponseDraft {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    },
    body,
    delivery: 'ordinary',
  };
}

/** Sends a draft the way it asks for. */
export async function sendDraft(
  response: ServerResponse,
  draft: ResponseDraft,
): Promise<void> {
  if (draft.delivery === 'silent') {
    return;
  }
  response.writeHead(draft.status, draft.headers);
  if (draft.delivery === 'huge') {
    await sendHuge(response);
    return;
  }
  response.end(
    typeof draft.body === 'string' ? draft.body : JSON.stringify(draft.body),
  );
}

/** Valid JSON, so that only its size is wrong; stops when nobody listens. */
async function sendHuge(response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.write('{"filler":"');
  for (let sent = 0; sent < hugeChunks && !response.destroyed; sent++) {
    if (!response.write(chunk)) {
      try {
        await once(response, 'drain', { signal: gone.signal });
      } catch {
        return;
      }
    }
  }
  response.end('"}');
}
