export { ActivateRouter } from './ActivateRouter';
