export { EventList } from './EventList';
export { LinkList } from './LinkList';
export { SessionList } from './SessionList';
export { deviceOf, nameOf, wayOf } from './words';
