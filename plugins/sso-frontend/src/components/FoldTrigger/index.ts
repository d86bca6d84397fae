export { FoldTrigger } from './FoldTrigger';
