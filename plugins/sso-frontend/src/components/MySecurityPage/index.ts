export { MySecurityPage } from './MySecurityPage';
