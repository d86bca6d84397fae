export { SignInPicker } from './SignInPicker';
