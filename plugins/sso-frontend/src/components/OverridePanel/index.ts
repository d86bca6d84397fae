export { OverrideBadge } from './OverrideBadge';
export { OverridePanel } from './OverridePanel';
