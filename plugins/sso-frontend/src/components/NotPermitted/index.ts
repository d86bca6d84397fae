export { NotPermitted } from './NotPermitted';
