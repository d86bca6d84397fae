import { ssoConnectionIdSchema } from '@latchkey/plugin-sso-common';
import { slugify } from './slugify';

describe('slugify', () => {
  it.each([
    ['Okta', 'okta'],
    ['École 42 – Staff!', 'ecole-42-staff'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('makes an id out of %s', (text, id) => {
    expect(slugify(text)).toBe(id);
    expect(ssoConnectionIdSchema.safeParse(id).success).toBe(true);
  });

  it('is empty where nothing can stand in an id', () => {
    expect(slugify('教育')).toBe('');
  });
});
