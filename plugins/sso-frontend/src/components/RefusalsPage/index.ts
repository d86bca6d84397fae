export { RefusalList } from './RefusalList';
export { RefusalsRouter } from './RefusalsRouter';
