import { DefaultSamlForge } from './DefaultSamlForge';
import { SamlForge, SamlForgeOptions } from './SamlForge';

/**
 * Makes messages of an identity provider without running one: honest ones, and
 * with every part of them changed.
 *
 * @public
 */
export function createSamlForge(options: SamlForgeOptions): Promise<SamlForge> {
  return DefaultSamlForge.create(options);
}
