/** Declarations in scope at an element, the innermost of each prefix. */
function declarationsAt(place: Element): Map<string, string> {
  const found = new Map<string, string>();
  let node: Element | null = place;
  while (node?.nodeType === 1) {
    for (let index = 0; index < node.attributes.length; index++) {
      const { name, value } = node.attributes[index];
      if ((name === 'xmlns' || name.startsWith('xmlns:')) && !found.has(name)) {
        found.set(name, value);
      }
    }
    node = node.parentNode as Element | null;
  }
  return found;
}

/**
 * Puts a document into an element that declares the namespaces in scope at a
 * place of another document. That document was parsed, which lets no
 * declaration through whose value could be markup.
 *
 * @param xml - may begin with an XML declaration, which is dropped
 */
export function inheritNamespaces(xml: string, place: Element): string {
  const content = xml.replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '').trim();
  const declarations = [...declarationsAt(place)].map(
    ([name, value]) => ` ${name}="${value}"`,
  );
  return `<inherited${declarations.join('')}>${content}</inherited>`;
}
