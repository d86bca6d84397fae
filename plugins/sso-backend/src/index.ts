export { ssoPlugin as default } from './plugin';
