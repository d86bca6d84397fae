export * from './fakeSsoApi';
export * from './renderPage';
