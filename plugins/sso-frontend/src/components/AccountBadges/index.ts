export { AccountBadges } from './AccountBadges';
