export {
  draftFromConnection,
  newDraft,
  type ConnectionDraft,
  type SecretDraft,
} from './ConnectionDraft';
export { rebaseDraft } from './rebaseDraft';
export { slugify } from './slugify';
export { toConnectionInput } from './toConnectionInput';
export { findDraftErrors, type FieldErrors } from './findDraftErrors';
export { defaultResolvers } from './defaultResolvers';
