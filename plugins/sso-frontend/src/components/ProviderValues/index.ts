export { CopyField } from './CopyField';
export { ProviderValues } from './ProviderValues';
