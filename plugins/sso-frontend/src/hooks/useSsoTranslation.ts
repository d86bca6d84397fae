import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ssoTranslationRef } from '../translation';

/** Texts of the settings pages in the language of the person. */
export function useSsoTranslation() {
  return useTranslationRef(ssoTranslationRef).t;
}

/** What {@link useSsoTranslation} gives. */
export type SsoTranslate = ReturnType<typeof useSsoTranslation>;
