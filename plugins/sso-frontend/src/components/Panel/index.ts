export { Panel } from './Panel';
export { useKeepFocus } from './useKeepFocus';
