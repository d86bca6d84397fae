export * from './fakePortal';
export * from './renderSignInPage';
