import { screen, within } from '@testing-library/react';
import { fill, metadataProtocol, renderPage } from '../../__testUtils__';

describe('SetupChoices', () => {
  it('SAML-1 lets one of the providers of a federation be chosen', async () => {
    const choices = Array.from({ length: 60 }, (_, index) => ({
      value: `https://idp${index}.example.com`,
      label: `School ${index}`,
    }));
    const { user, callsOf } = renderPage('/sso/activate/saml', {
      listProtocols: () => ({ protocols: [metadataProtocol] }),
      proposeSettings: ({ body }) =>
        body.choice
          ? { settings: { entityId: body.choice }, choices: [], findings: [] }
          : { choices, findings: [{ title: 'A federation', outcome: 'note' }] },
    });

    await fill(
      user,
      await screen.findByLabelText('Metadata URL'),
      'https://federation.example.com',
    );
    await user.click(screen.getByRole('button', { name: 'Read Metadata URL' }));
    const list = await screen.findByRole('list', {
      name: 'Choose the provider',
    });
    expect(within(list).getAllByRole('button')).toHaveLength(50);
    expect(screen.getByText(/^50 of 60\./)).toBeVisible();
    expect(screen.queryByText(/Nothing in it fits/)).not.toBeInTheDocument();

    const search = screen.getByRole('searchbox', { name: 'Search providers' });
    await fill(user, search, 'idp57.');
    expect(screen.queryByText(/Search to see/)).not.toBeInTheDocument();
    const [only, ...others] = within(list).getAllByRole('button');
    expect(others).toHaveLength(0);
    await user.click(only);

    expect(await screen.findByText(/^One field of the form/)).toBeVisible();
    expect(only).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByLabelText(/^Entity ID/)).toHaveValue(
      'https://idp57.example.com',
    );
    expect(callsOf('proposeSettings')[1].body).toEqual({
      url: 'https://federation.example.com',
      choice: 'https://idp57.example.com',
    });
  });
});
