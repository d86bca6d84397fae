import { principalOf } from './principalOf';

const scope = { issuer: 'https://idp', audience: 'https://portal' };
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

describe('principalOf', () => {
  it('is the same for NameIDs that mean the same', () => {
    const written = [
      { value: 'ada', format: persistent },
      { value: 'ada', format: persistent, nameQualifier: scope.issuer },
      {
        value: 'ada',
        format: persistent,
        nameQualifier: scope.issuer,
        spNameQualifier: scope.audience,
      },
    ].map(nameId => principalOf(nameId, scope));
    expect(new Set(written).size).toBe(1);
    expect(principalOf({ value: 'ada' }, scope)).toBe(
      principalOf(
        {
          value: 'ada',
          format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
        },
        scope,
      ),
    );
  });

  it('keeps different people apart', () => {
    const written = [
      { value: 'ada' },
      { value: 'Ada' },
      { value: 'ada', format: persistent },
      { value: 'ada', nameQualifier: 'https://other' },
      { value: 'ada', spNameQualifier: 'https://other' },
      { value: 'ada","format":"x' },
    ].map(nameId => principalOf(nameId, scope));
    expect(new Set(written).size).toBe(written.length);
  });
});
