export { KeyCheck } from './KeyCheck';
