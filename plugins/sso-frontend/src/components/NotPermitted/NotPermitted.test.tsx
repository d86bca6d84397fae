import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__';

// Decisions are cached for the life of a page, so this file denies all the
// same; the pages' own tests are the twins for those who are permitted.
const denied = [
  'sso.connection.read',
  'sso.connection.create',
  'sso.trace.read',
];

describe('pages for people who may not see them', () => {
  it.each([
    '/sso/connections',
    '/sso/connections/okta',
    '/sso/activate',
    '/sso/activate/oidc',
    '/sso/traces',
    '/sso/traces/AB12-CD34',
  ])('CONN-9 %s says so and asks the backend for nothing', async address => {
    const { api } = renderPage(address, {}, { denied });

    expect(await screen.findByText('You may not see this page')).toBeVisible();
    expect(api.call).not.toHaveBeenCalled();
  });
});
