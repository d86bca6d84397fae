export { CodeBox } from './CodeBox';
export { formatXml, isXml } from './formatXml';
