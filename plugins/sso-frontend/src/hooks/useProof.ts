import { useEffect, useState } from 'react';

const NAME = 'sso-proof';

/**
 * The proof in the address of somebody who comes back from a provider:
 * `#sso-proof=…`. It is read once and taken out of the address, so that it
 * stays neither on the screen nor in the history. The router is left out of
 * this: it would draw the page anew, and forget what was read.
 */
export function useProof(): string | undefined {
  const [proof] = useState(readProof);

  useEffect(() => {
    if (readProof() !== undefined) {
      const { pathname, search } = window.location;
      window.history.replaceState(
        window.history.state,
        '',
        `${window.location.origin}${pathname}${search}`,
      );
    }
  }, []);

  return proof;
}

function readProof(): string | undefined {
  const parameters = new URLSearchParams(window.location.hash.slice(1));
  return parameters.get(NAME) ?? undefined;
}
