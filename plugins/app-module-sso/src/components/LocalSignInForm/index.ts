export { LocalSignInForm } from './LocalSignInForm';
