/** An entity reference as it is compared: the Catalog ignores case. */
export function entityRefForm(entityRef: string): string {
  return entityRef.toLocaleLowerCase('en-US');
}
