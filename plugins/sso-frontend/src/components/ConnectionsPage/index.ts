export { ConnectionsRouter } from './ConnectionsRouter';
