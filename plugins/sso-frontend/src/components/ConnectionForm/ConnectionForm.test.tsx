import { screen, waitFor, within } from '@testing-library/react';
import {
  fill,
  metadataConnection,
  metadataProtocol,
  renderPage,
} from '../../__testUtils__';

const address = '/sso/connections/school';
const answers = {
  listProtocols: () => ({ protocols: [metadataProtocol] }),
  getConnection: () => metadataConnection,
  inspectSetting: () => ({ inspections: [] }),
  updateConnection: ({ body }: { body: Record<string, unknown> }) => ({
    ...metadataConnection,
    ...body,
    secrets: {},
    version: 4,
  }),
};

describe('ConnectionForm', () => {
  it('SAML-11 switches debug mode on, and says what that means', async () => {
    const { user, callsOf } = renderPage(address, answers);

    const toggle = await screen.findByRole('switch', { name: 'Debug mode' });
    expect(toggle).not.toBeChecked();
    expect(toggle).toHaveAccessibleDescription(
      /for a limited time.*personal data/,
    );
    await user.click(toggle);
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    expect(await screen.findByText('School is saved')).toBeInTheDocument();
    expect(toggle).toBeChecked();
    expect(callsOf('updateConnection')[0].body.debug).toBe(true);
  });

  it('SAML-5 takes a pasted private key with its lines', async () => {
    const { user, callsOf } = renderPage(address, answers);
    const key = 'first line\nsecond line\n';

    await fill(user, await screen.findByLabelText('Private key'), key);
    await user.click(await screen.findByRole('button', { name: 'Save' }));

    await waitFor(() =>
      expect(callsOf('updateConnection')[0]?.body.secrets).toEqual({
        privateKey: key,
      }),
    );
  });

  it('gives each group its heading, and choices their titles', async () => {
    const { user } = renderPage(address, answers);

    const group = await screen.findByRole('region', {
      name: 'Sign-in request',
    });
    expect(
      within(group).getByRole('button', { name: /Binding/ }),
    ).toHaveTextContent('Through a form');
    expect(screen.getByRole('region', { name: 'Provider' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Signatures' })).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Advanced' })).toBeNull();
    await user.click(screen.getByRole('button', { name: /Advanced settings/ }));
    expect(screen.getByRole('heading', { name: 'Advanced' })).toBeVisible();
  });
});
