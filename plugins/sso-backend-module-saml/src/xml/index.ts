export * from './decodeBase64';
export * from './decodeSamlMessage';
export * from './elements';
export * from './limits';
export * from './namespaces';
export { parseSamlXml } from './parseSamlXml';
export * from './refuse';
export * from './text';
export * from './time';
