export * from './accounts';
export * from './fakeSsoApi';
export * from './renderPage';
export * from './metadataProtocol';
