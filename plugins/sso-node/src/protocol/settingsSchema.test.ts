import { z } from 'zod/v4';
import { fetchedSettingNames } from './fetchedSettings';
import { secretSettingNames, toSettingsJsonSchema } from './settingsSchema';

const settings = z.strictObject({
  issuer: z.string().trim().meta({ title: 'Issuer', fetched: true }),
  secret: z.string().meta({ title: 'Secret', secret: true }).optional(),
  scope: z.string().default('openid').meta({ title: 'Scope' }),
});

describe('settings of protocols', () => {
  it('become a JSON schema of what the form sends', () => {
    expect(toSettingsJsonSchema(settings)).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['issuer'],
      properties: {
        scope: { title: 'Scope', default: 'openid', type: 'string' },
      },
    });
  });

  it('tell which are secret and which are contacted', () => {
    expect(secretSettingNames(settings)).toEqual(['secret']);
    expect(fetchedSettingNames(settings)).toEqual(['issuer']);
  });
});
