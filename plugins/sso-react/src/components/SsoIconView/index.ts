export { SsoIconView, type SsoIconViewProps } from './SsoIconView';
