import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const USER_REF =
  /^user:([a-z0-9]+(?:[-_.][a-z0-9]+)*)\/([a-z0-9]+(?:[-_.][a-z0-9]+)*)$/;

/**
 * Reads `sso.administrators`: entity references of the users who may set up
 * single sign-on. Groups are refused on purpose: providers can put people in
 * groups, but must not be able to make administrators.
 *
 * @returns references in lower case, such as `user:default/admin`
 * @throws InputError naming the entry that is not a user reference
 * @public
 */
export function readAdministrators(config: Config): string[] {
  const refs = config.getOptionalStringArray('sso.administrators') ?? [];
  return refs.map((ref, index) => {
    const normal = ref.toLocaleLowerCase('en-US');
    if (!USER_REF.test(normal)) {
      throw new InputError(
        `sso.administrators[${index}] has to be a full user reference such as user:default/admin, not "${ref}"`,
      );
    }
    return normal;
  });
}
