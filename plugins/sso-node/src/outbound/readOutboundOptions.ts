import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { AddressPolicy } from './AddressPolicy';
import type { SsoOutboundOptions } from './OutboundOptions';

/**
 * Reads `sso.outbound`: which targets may be reached although they are not
 * public, and whether plain http may be spoken with them.
 *
 * @throws InputError for an unreadable entry, and for `allowHttp` in
 * production
 * @public
 */
export function readOutboundOptions(config: Config): SsoOutboundOptions {
  const outbound = config.getOptionalConfig('sso.outbound');
  const options: SsoOutboundOptions = {
    allow: outbound?.getOptionalStringArray('allow') ?? [],
    allowHttp: outbound?.getOptionalBoolean('allowHttp') ?? false,
  };
  if (options.allowHttp && process.env.NODE_ENV === 'production') {
    throw new InputError(
      'sso.outbound.allowHttp is for development: remove it, or set NODE_ENV to something else than production',
    );
  }
  try {
    AddressPolicy.create(options);
  } catch (error) {
    throw new InputError(`sso.outbound.allow: ${(error as Error).message}`);
  }
  return options;
}
