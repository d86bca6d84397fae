/** Host names a provider of this package may be reached at. @public */
export type LoopbackHost = 'localhost' | '127.0.0.1';

const listenHosts: readonly string[] = ['localhost', '127.0.0.1'];
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Throws when the process runs with `NODE_ENV=production`: these providers
 * have published passwords and must never guard anything real.
 */
export function assertDevelopmentOnly(
  environment: string | undefined = process.env.NODE_ENV,
): void {
  if (environment === 'production') {
    throw new Error(
      'The development identity providers refuse to start with NODE_ENV=production: their passwords are public',
    );
  }
}

/** Throws for every host that is not one of the two loopback names. */
export function assertLoopbackHost(host: string): asserts host is LoopbackHost {
  if (!listenHosts.includes(host)) {
    throw new Error(
      `The development identity providers listen on loopback only ('localhost' or '127.0.0.1'), not on '${host}'`,
    );
  }
}

/** Whether a URL is http(s), on this machine, and without credentials. */
export function isLoopbackUrl(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    loopbackNames.has(url.hostname)
  );
}

/**
 * Whether a `Host` header names this machine. Anything else is a page on the
 * internet which made its own name resolve to 127.0.0.1 (DNS rebinding).
 */
export function isLoopbackHostHeader(host: string | undefined): boolean {
  return host !== undefined && isLoopbackUrl(`http://${host}/`);
}
