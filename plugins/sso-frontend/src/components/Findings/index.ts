export { FindingList } from './FindingList';
export { OutcomeIcon } from './OutcomeIcon';
