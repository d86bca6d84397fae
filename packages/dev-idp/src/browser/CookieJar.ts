interface Cookie {
  name: string;
  value: string;
  path: string;
}

/**
 * The cookies of one origin, by path (RFC 6265 §5.3), as far as providers on
 * loopback use them.
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  static create(): CookieJar {
    return new CookieJar();
  }

  private constructor() {}

  /** Takes the `Set-Cookie` headers of a response. */
  store(headers: Headers): void {
    for (const header of headers.getSetCookie()) {
      const [pair, ...attributes] = header.split(';').map(part => part.trim());
      const separator = pair.indexOf('=');
      const name = pair.slice(0, separator);
      const value = pair.slice(separator + 1);
      const path = findAttribute(attributes, 'path') ?? '/';
      const expires = findAttribute(attributes, 'expires');
      const key = `${path} ${name}`;
      if (expires !== undefined && Date.parse(expires) <= Date.now()) {
        this.#cookies.delete(key);
      } else {
        this.#cookies.set(key, { name, value, path });
      }
    }
  }

  /** The `Cookie` header for a path; empty when there is nothing to send. */
  headerFor(path: string): string {
    return [...this.#cookies.values()]
      .filter(cookie => matches(path, cookie.path))
      .map(cookie => `${cookie.name}=${cookie.value}`)
      .join('; ');
  }
}

function findAttribute(attributes: string[], name: string): string | undefined {
  return attributes
    .find(attribute => attribute.toLowerCase().startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

function matches(path: string, cookiePath: string): boolean {
  return (
    path === cookiePath ||
    path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
  );
}
