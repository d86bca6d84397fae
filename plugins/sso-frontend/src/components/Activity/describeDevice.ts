/** What a `User-Agent` tells, as far as people know it by name. */
export interface Device {
  readonly browser?: string;
  readonly system?: string;
}

// The first that fits: browsers also carry the names of their ancestors.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac(?:intosh| OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * Reads the names of browser and system out of a `User-Agent`. Anyone can
 * send any such header, so it only helps people to recognise their devices.
 */
export function describeDevice(userAgent: string = ''): Device {
  const nameOf = (known: typeof browsers) =>
    known.find(([pattern]) => pattern.test(userAgent))?.[1];
  return { browser: nameOf(browsers), system: nameOf(systems) };
}
