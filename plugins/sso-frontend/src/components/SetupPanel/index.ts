export { SetupPanel } from './SetupPanel';
