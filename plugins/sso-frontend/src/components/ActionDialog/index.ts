export { ActionDialog } from './ActionDialog';
export { useFields, type Fields } from './useFields';
