export { EmptyView } from './EmptyView';
export { FailedView } from './FailedView';
export { LoadingView } from './LoadingView';
