import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ssoTranslationRef } from '../translation';

/** Texts of the settings pages in the language of the person. */
export function useSsoTranslation(): SsoTranslate {
  return useTranslationRef(ssoTranslationRef).t;
}

/** What {@link useSsoTranslation} gives. */
export type SsoTranslate = TranslationFunction<typeof ssoTranslationRef.T>;
