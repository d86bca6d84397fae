export { WaysInRouter } from './WaysInRouter';
