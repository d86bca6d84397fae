import { scriptAddress } from '../__testUtils__/logoutProtocol';
import { assertWebStep } from './assertWebStep';

describe('assertWebStep', () => {
  it.each(['https://idp.test/a?b=%2f', 'http://localhost:9/x'])(
    'lets %s through',
    address => {
      expect(() => {
        assertWebStep({ kind: 'redirect', location: address });
        assertWebStep({ kind: 'form', action: address, fields: {} });
      }).not.toThrow();
    },
  );

  it.each([
    scriptAddress,
    `\t${scriptAddress.toUpperCase()}`,
    'data:text/html,x',
    'file:///etc/passwd',
    '//evil.test',
    '/catalog',
    '',
  ])('M28 refuses %p without repeating it', address => {
    for (const run of [
      () => assertWebStep({ kind: 'redirect', location: address }),
      () => assertWebStep({ kind: 'form', action: address, fields: {} }),
    ]) {
      expect(run).toThrow(
        expect.objectContaining({
          code: 'internal',
          detail: 'The protocol leads to an address that is not http or https.',
        }),
      );
    }
  });
});
