import {
  DefaultNamespaceEntityPolicy,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/**
 * Checks an entity as the Catalog does. Done before, because one malformed
 * entity makes the Catalog refuse all that are handed over with it.
 *
 * @throws an Error that names the field.
 */
export async function checkEntity(entity: Entity): Promise<void> {
  await policy.enforce(entity);
  const known =
    (await userEntityV1alpha1Validator.check(entity)) ||
    (await groupEntityV1alpha1Validator.check(entity));
  if (!known) {
    throw new InputError('the entity is neither a User nor a Group');
  }
}
