export { SignInErrorAlert } from './SignInErrorAlert';
