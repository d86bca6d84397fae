import { ssoConnectionIdSchema } from '@latchkey/plugin-sso-common';
import { proposeId } from './proposeId';

describe('proposeId', () => {
  it.each([
    ['Okta', [], 'okta'],
    ['École Zürich', [], 'ecole-zurich'],
    ['Okta', ['okta'], 'okta-2'],
    ['Okta', ['okta', 'okta-2', 'okta-4'], 'okta-3'],
    ['日本', [], 'sso'],
    ['日本', ['sso'], 'sso-2'],
    ['../../x', [], 'x'],
    ['__proto__', [], 'proto'],
    [`${'x'.repeat(35)} y`, [], 'x'.repeat(35)],
    ['x'.repeat(80), ['x'.repeat(36)], `${'x'.repeat(36)}-2`],
  ])('CONN-2 makes of %j beside %j the id %s', (name, taken, id) => {
    expect(proposeId(name, taken)).toBe(id);
    expect(ssoConnectionIdSchema.safeParse(id).success).toBe(true);
  });
});
