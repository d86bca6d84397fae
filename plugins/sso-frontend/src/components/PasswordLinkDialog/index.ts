export { PasswordLinkDialog } from './PasswordLinkDialog';
