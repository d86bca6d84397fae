export { describeSignInError } from './describeSignInError';
