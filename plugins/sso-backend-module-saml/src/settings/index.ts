export { samlSettingsSchema } from './settings';
export type { SamlSettings } from './settings';
