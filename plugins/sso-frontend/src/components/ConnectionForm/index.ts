export { ConnectionForm } from './ConnectionForm';
export {
  useConnectionDraft,
  type ConnectionDraftState,
} from './useConnectionDraft';
