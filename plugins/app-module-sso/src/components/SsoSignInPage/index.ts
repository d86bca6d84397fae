export { SsoSignInPage } from './SsoSignInPage';
