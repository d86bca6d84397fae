export { PasswordResetPage } from './PasswordResetPage';
