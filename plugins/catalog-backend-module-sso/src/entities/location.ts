import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** Where our entities come from, for the annotations of the Catalog. */
export const DIRECTORY_LOCATION = 'sso:directory';

/** Key of the Catalog that keeps other providers off our entities. */
export const DIRECTORY_LOCATION_KEY = 'sso-directory';

/** Annotations that every entity of a provider needs. */
export const locationAnnotations = {
  [ANNOTATION_LOCATION]: DIRECTORY_LOCATION,
  [ANNOTATION_ORIGIN_LOCATION]: DIRECTORY_LOCATION,
} as const;

/** Where an entity of the Catalog came from, as its annotation says. */
export function originOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
}
