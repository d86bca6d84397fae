import { type EntityMeta, parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { locationAnnotations } from './location';

/**
 * Metadata of an entity of the directory.
 *
 * @param options - `annotations` without a value are left out.
 * @throws InputError when the reference is of another kind or malformed.
 */
export function createMetadata(options: {
  entityRef: string;
  kind: 'user' | 'group';
  title: string | undefined;
  annotations: Record<string, string | undefined>;
}): EntityMeta {
  const ref = parseEntityRef(options.entityRef);
  if (ref.kind.toLocaleLowerCase('en-US') !== options.kind) {
    throw new InputError(`expected a reference of the kind ${options.kind}`);
  }
  const annotations: Record<string, string> = { ...locationAnnotations };
  for (const [key, value] of Object.entries(options.annotations)) {
    if (value !== undefined) {
      annotations[key] = value;
    }
  }
  return {
    namespace: ref.namespace,
    name: ref.name,
    ...(options.title && { title: options.title }),
    annotations,
  };
}
