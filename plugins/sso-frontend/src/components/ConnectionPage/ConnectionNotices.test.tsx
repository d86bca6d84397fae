import { screen } from '@testing-library/react';
import { connection, protocol, renderPage } from '../../__testUtils__';

describe('ConnectionNotices', () => {
  it('SAML-8 tells what the upkeep found, and since when', async () => {
    renderPage('/sso/connections/okta', {
      listProtocols: () => ({ protocols: [protocol] }),
      getConnection: () => ({
        ...connection,
        notices: [
          {
            title: 'The metadata could not be read',
            outcome: 'failed',
            detail: 'It answered with 500.',
            advice: 'Ask the provider.',
            since: '2026-11-20T10:00:00.000Z',
          },
          {
            title: 'A new certificate is trusted',
            outcome: 'note',
            since: '2026-11-21T10:00:00.000Z',
          },
        ],
      }),
    });

    const notices = await screen.findByRole('region', { name: 'Notices' });
    const [failed, note, ...others] = Array.from(notices.children);
    expect(others).toHaveLength(0);
    expect(failed).toHaveAttribute('data-status', 'danger');
    expect(failed).toHaveTextContent(
      /The metadata could not be read.*It answered with 500.*Ask the provider.*Since .*20.*2026/,
    );
    expect(note).toHaveAttribute('data-status', 'info');
    expect(note).toHaveTextContent(/A new certificate is trusted.*Since/);
  });

  it('are not there when all is well', async () => {
    renderPage('/sso/connections/okta', {
      listProtocols: () => ({ protocols: [protocol] }),
      getConnection: () => connection,
    });

    expect(await screen.findByLabelText(/^Display name/)).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Notices' })).toBeNull();
  });
});
