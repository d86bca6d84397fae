import type { PassportOutcome } from './PassportOutcome';

/**
 * The part of an Express response that strategies use when they answer by
 * themselves. Whatever they send becomes the outcome.
 */
export function createResponseCapture(
  settle: (outcome: PassportOutcome) => void,
): object {
  const headers = new Map<string, string>();
  const chunks: string[] = [];
  let status = 200;

  const redirect = (location: string, code: number) =>
    settle({ kind: 'redirect', location, status: code });
  const finish = () => {
    const location = headers.get('location');
    if (location !== undefined && status >= 300 && status < 400) {
      redirect(location, status);
    } else {
      settle({ kind: 'response', html: chunks.join('') });
    }
  };
  const write = (chunk?: unknown) => {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) {
      chunks.push(chunk.toString());
    }
  };
  const keep = (name: string, value: unknown) =>
    headers.set(name.toLocaleLowerCase('en-US'), String(value));

  const response = {
    headersSent: false,
    get statusCode() {
      return status;
    },
    set statusCode(code: number) {
      status = code;
    },
    status(code: number) {
      status = code;
      return response;
    },
    setHeader(name: string, value: unknown) {
      keep(name, value);
      return response;
    },
    set: (name: string, value: unknown) => response.setHeader(name, value),
    header: (name: string, value: unknown) => response.setHeader(name, value),
    getHeader: (name: string) => headers.get(name.toLocaleLowerCase('en-US')),
    type: (value: string) => response.setHeader('content-type', value),
    writeHead(code: number, values?: Record<string, unknown>) {
      status = code;
      for (const [name, value] of Object.entries(values ?? {})) {
        keep(name, value);
      }
      return response;
    },
    write(chunk: unknown) {
      write(chunk);
      return true;
    },
    end(chunk?: unknown) {
      write(chunk);
      finish();
      return response;
    },
    send(body?: unknown) {
      return response.end(body);
    },
    redirect(...given: [string] | [number, string]) {
      const [code, location] = given.length === 2 ? given : [302, given[0]];
      redirect(location, code);
    },
  };
  return response;
}
