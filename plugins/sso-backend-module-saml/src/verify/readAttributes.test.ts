import { namespaces } from '../xml/namespaces';
import { parseSamlXml } from '../xml/parseSamlXml';
import { readAttributes } from './readAttributes';

const read = (content: string) =>
  readAttributes(
    parseSamlXml(
      `<saml:Assertion xmlns:saml="${namespaces.saml}"><saml:AttributeStatement>${content}</saml:AttributeStatement></saml:Assertion>`,
    ),
  );
const value = (content: string) =>
  `<saml:AttributeValue>${content}</saml:AttributeValue>`;
const valuesOf = (content: string) =>
  read(`<saml:Attribute Name="a">${content}</saml:Attribute>`)[0].values;

describe('readAttributes', () => {
  it('SAML-3 reads names of any kind, and formats', () => {
    expect(
      read(
        '<saml:Attribute Name="http://schemas.example.com/x_y:z" FriendlyName="z" NameFormat="urn:f"/><saml:Attribute Name="_"/>',
      ),
    ).toEqual([
      {
        name: 'http://schemas.example.com/x_y:z',
        friendlyName: 'z',
        nameFormat: 'urn:f',
        values: [],
      },
      { name: '_', values: [] },
    ]);
  });

  it('SAML-3 keeps all values in their order, with their white space', () => {
    expect(
      valuesOf(value('b') + value('') + value(' a ') + value('b')),
    ).toEqual(['b', '', ' a ', 'b']);
  });

  it('SAML-3 reads the NameID in a value, as eduPersonTargetedID has it', () => {
    expect(valuesOf(value('\n <saml:NameID>id</saml:NameID>\n'))).toEqual([
      'id',
    ]);
  });

  it('reads no part of a value of another structure', () => {
    for (const content of [
      '<x xmlns="urn:x">id</x>',
      'a<saml:NameID>id</saml:NameID>',
      '<saml:NameID>a</saml:NameID><saml:NameID>b</saml:NameID>',
    ]) {
      expect(valuesOf(value(content) + value('b'))).toEqual(['b']);
    }
  });

  it('tells attributes of one name apart by their format', () => {
    const attribute = (format: string) =>
      `<saml:Attribute Name="a" NameFormat="${format}"/>`;
    expect(read(attribute('urn:x') + attribute('urn:y'))).toHaveLength(2);
    expect(() =>
      read(
        `<saml:Attribute Name="a"/>${attribute(
          'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
        )}`,
      ),
    ).toThrow('saml-structure-invalid');
  });
});
