import { screen } from '@testing-library/react';
import {
  metadataConnection,
  metadataProtocol,
  renderPage,
} from '../../__testUtils__';

// Apart from other tests, as permissions are remembered from page to page.
describe('people who may not change SSO connections', () => {
  const denied = ['sso.connection.update'];
  const answers = {
    listProtocols: () => ({ protocols: [metadataProtocol] }),
    getConnection: () => metadataConnection,
  };

  it('are not asked for metadata, which the server would not read', async () => {
    renderPage('/sso/activate/saml', answers, { denied });

    expect(await screen.findByLabelText(/^Entity ID/)).toBeVisible();
    expect(screen.queryByText('Set up from metadata')).not.toBeInTheDocument();
  });

  it('do not have values inspected', async () => {
    const { callsOf } = renderPage('/sso/connections/school', answers, {
      denied,
    });

    expect(await screen.findByText(/may look at these settings/)).toBeVisible();
    expect(screen.getByLabelText('Certificates')).toHaveValue('MIIB-saved');
    expect(callsOf('inspectSetting')).toHaveLength(0);
  });
});
