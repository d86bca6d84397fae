export {
  draftFromConnection,
  newDraft,
  type ConnectionDraft,
  type SecretDraft,
} from './ConnectionDraft';
export { applyProposal } from './applyProposal';
export { rebaseDraft } from './rebaseDraft';
export { slugify } from './slugify';
export { toConnectionInput } from './toConnectionInput';
export { findDraftErrors, type FieldErrors } from './findDraftErrors';
export { defaultResolvers } from './defaultResolvers';
