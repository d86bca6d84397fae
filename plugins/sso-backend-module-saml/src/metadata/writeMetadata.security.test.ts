import { generateKeyPair } from '../keys/generateKeyPair';
import { createSamlContext } from '../__testUtils__/createSamlContext';
import { childElements } from '../xml/elements';
import { descend } from './metadataElements';
import { parseMetadata } from './parseMetadata';
import { writeMetadata } from './writeMetadata';

const now = new Date('2026-11-22T12:00:00Z');

describe('writeMetadata with hostile settings', () => {
  it.each([
    ['an honest one', 'urn:example:portal'],
    ['markup', 'urn:x"><md:Extensions/><a b="&amp;'],
    ['an entity', 'urn:x&lt;&#60;&evil;'],
    ['quotes', `urn:x'"`],
  ])('S32 escapes %s', async (_, value) => {
    const { certificate } = await generateKeyPair({
      commonName: 'idp',
      now,
      keyType: 'ec',
    });
    const context = createSamlContext({
      certificates: certificate,
      spEntityId: value.replaceAll(' ', '-'),
      identifierFormat: value,
    });
    const root = parseMetadata(writeMetadata(context, now).body);
    expect(root.getAttribute('entityID')).toBe(value.replaceAll(' ', '-'));
    expect(childElements(root).map(({ localName }) => localName)).toEqual([
      'SPSSODescriptor',
    ]);
    const [format] = descend(root, 'md:SPSSODescriptor', 'md:NameIDFormat');
    expect(format.textContent).toBe(value);
    expect(childElements(format)).toEqual([]);
  });
});
