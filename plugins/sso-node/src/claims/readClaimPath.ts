// Never read, even when JSON made them own properties.
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

function readKey(container: unknown, key: string): unknown {
  if (Array.isArray(container)) {
    return /^(?:0|[1-9]\d{0,8})$/.test(key)
      ? container[Number(key)]
      : undefined;
  }
  if (
    typeof container !== 'object' ||
    container === null ||
    FORBIDDEN.has(key) ||
    !Object.hasOwn(container, key)
  ) {
    return undefined;
  }
  return (container as Record<string, unknown>)[key];
}

// RFC 6901 §4
function readPointer(claims: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .map(token => token.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce(readKey, claims);
}

// Names may hold dots themselves, so longer names are tried before shorter.
function readDotted(container: unknown, segments: string[]): unknown {
  if (segments.length === 0) {
    return container;
  }
  for (let length = segments.length; length > 0; length--) {
    const next = readKey(container, segments.slice(0, length).join('.'));
    const value =
      next === undefined ? undefined : readDotted(next, segments.slice(length));
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

/**
 * Reads one value out of claims or attributes by the path that an
 * administrator typed: a name (`groups`, `urn:oid:0.9.2342`,
 * `https://example.com/roles`), names joined by dots (`realm_access.roles`),
 * or a JSON Pointer (`/realm_access/roles`, RFC 6901). A claim of exactly
 * this name wins. Only own properties are read, and never `__proto__`,
 * `constructor` or `prototype`.
 *
 * @returns the value, or undefined when nothing is there
 * @public
 */
export function readClaimPath(claims: unknown, path: string): unknown {
  const exact = readKey(claims, path);
  if (exact !== undefined || path === '') {
    return exact;
  }
  if (path.startsWith('/')) {
    return readPointer(claims, path);
  }
  return readDotted(claims, path.split('.'));
}
