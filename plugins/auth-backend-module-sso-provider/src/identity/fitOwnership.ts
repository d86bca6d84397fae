/**
 * The references that fit into a token: as many as there is room for, in
 * their order.
 *
 * @param refs - what the person owns things as; the user first, so that it
 * always stays.
 * @param maxBytes - room for the claim as UTF-8 JSON.
 */
export function fitOwnership(
  refs: readonly string[],
  maxBytes: number,
): { refs: string[]; leftOut: number } {
  let bytes = '[]'.length;
  let count = 0;
  for (const ref of refs) {
    bytes += Buffer.byteLength(JSON.stringify(ref)) + ','.length;
    if (bytes > maxBytes && count > 0) {
      break;
    }
    count += 1;
  }
  return { refs: refs.slice(0, count), leftOut: refs.length - count };
}
