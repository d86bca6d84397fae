import { refusalOf } from '../__testUtils__/refusalOf';
import {
  childrenNamed,
  oneChild,
  optionalAttribute,
  optionalChild,
  requiredAttribute,
} from './elements';
import { namespaces } from './namespaces';
import { parseSamlXml } from './parseSamlXml';
import { textOf } from './text';

const root = parseSamlXml(
  `<s:Subject xmlns:s="${namespaces.saml}" a="" b="1" s:c="2"><s:NameID>a</s:NameID><NameID/><x:NameID xmlns:x="urn:x"/><s:Advice><s:Issuer/></s:Advice><s:Audience/><s:Audience/></s:Subject>`,
);

describe('elements', () => {
  it('finds direct children by namespace and name only', () => {
    expect(textOf(oneChild(root, ['saml', 'NameID']))).toBe('a');
    expect(optionalChild(root, ['saml', 'Issuer'])).toBeUndefined();
    expect(childrenNamed(root, ['saml', 'Audience'])).toHaveLength(2);
  });

  it('refuses missing and further children by name', () => {
    expect(refusalOf(() => oneChild(root, ['saml', 'Issuer'])).detail).toBe(
      'Subject has no Issuer',
    );
    expect(
      refusalOf(() => optionalChild(root, ['saml', 'Audience'])),
    ).toMatchObject({
      code: 'saml-structure-invalid',
      detail: 'Subject holds Audience 2 times',
    });
  });

  it('tells an empty attribute from a missing one', () => {
    expect(optionalAttribute(root, 'a')).toBe('');
    expect(optionalAttribute(root, 'c')).toBeUndefined();
    expect(requiredAttribute(root, 'b')).toBe('1');
    expect(refusalOf(() => requiredAttribute(root, 'a')).code).toBe(
      'saml-structure-invalid',
    );
  });

  it('S20 refuses to read a text around elements', () => {
    expect(refusalOf(() => textOf(root)).code).toBe('saml-structure-invalid');
  });
});
