import type { Config } from '@backstage/config';

/** Base URL of the app without a slash at its end. */
export function readAppUrl(config: Config): string {
  return config.getString('app.baseUrl').replace(/\/+$/, '');
}
