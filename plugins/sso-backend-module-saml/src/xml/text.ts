import { refuse } from './refuse';

/**
 * The whole text of an element that may hold nothing but text. Text before and
 * after a comment is one text, so a comment never shortens it.
 *
 * @throws SsoError `saml-structure-invalid` when it holds elements
 */
export function textOf(element: Element): string {
  let text = '';
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 3) {
      text += (node as Text).data;
    } else if (node.nodeType !== 8) {
      refuse(
        'saml-structure-invalid',
        `${element.localName} holds something else than text`,
      );
    }
  }
  return text;
}
