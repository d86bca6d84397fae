import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/** Moments in words; arguments are ISO 8601. */
export interface FormatTime {
  /** `21 Nov 2026, 22:38`. */
  readonly absolute: (at: string) => string;
  /** `21 Nov 2026`. */
  readonly date: (at: string) => string;
  /** `5 minutes ago`. */
  readonly relative: (at: string, now?: number) => string;
}

const units: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Formats moments in the language of the portal and the time zone here. */
export function useFormatTime(): FormatTime {
  const { language } = useApi(appLanguageApiRef).getLanguage();

  return useMemo(() => {
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    const absolute = new Intl.DateTimeFormat(language, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });

    return {
      absolute: at => absolute.format(new Date(at)),
      date: at => date.format(new Date(at)),
      relative: (at, now = Date.now()) => {
        const seconds = (new Date(at).getTime() - now) / 1000;
        const [unit, size] = units.find(
          ([, length]) => Math.abs(seconds) >= length,
        ) ?? ['second', 1];
        return relative.format(Math.round(seconds / size), unit);
      },
    };
  }, [language]);
}
