export { readSettingsFields } from './readSettingsFields';
export type { SettingsField, SettingsOption } from './SettingsField';
export { groupSettingsFields, type SettingsGroup } from './groupSettingsFields';
export { toFormValue, toSettingValue } from './settingValues';
export { findSettingProblem, type SettingProblem } from './findSettingProblem';
