export { useSsoTranslation, type SsoTranslate } from './useSsoTranslation';
export { useFormatTime, type FormatTime } from './useFormatTime';
export { useToast } from './useToast';
export { useHref } from './useHref';
export { useConnectionNames } from './useConnectionNames';
export { useNow } from './useNow';
export { useProof } from './useProof';
