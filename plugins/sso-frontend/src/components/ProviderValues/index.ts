export { CopyField } from './CopyField';
export { ProviderValues } from './ProviderValues';
export { saveFile } from './saveFile';
