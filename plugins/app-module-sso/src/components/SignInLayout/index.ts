export { SignInLayout } from './SignInLayout';
export { SignInHeading } from './SignInHeading';
export { SignInMessage } from './SignInMessage';
