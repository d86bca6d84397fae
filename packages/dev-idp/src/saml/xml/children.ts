/** The element children, by namespace and local name when given. */
export function childElements(
  parent: Node,
  namespace?: string,
  localName?: string,
): Element[] {
  return Array.from(parent.childNodes).filter(
    (node): node is Element =>
      node.nodeType === 1 &&
      (namespace === undefined ||
        (node as Element).namespaceURI === namespace) &&
      (localName === undefined || (node as Element).localName === localName),
  );
}

/** The first element child of that name. */
export function firstChild(
  parent: Node,
  namespace: string,
  localName: string,
): Element | undefined {
  return childElements(parent, namespace, localName)[0];
}

/** An attribute, undefined where there is none. */
export function attributeOf(node: Element, name: string): string | undefined {
  return node.hasAttribute(name) ? node.getAttribute(name) ?? '' : undefined;
}

/** The text of the first element child of that name. */
export function childText(
  parent: Node,
  namespace: string,
  localName: string,
): string | undefined {
  return firstChild(parent, namespace, localName)?.textContent?.trim();
}
