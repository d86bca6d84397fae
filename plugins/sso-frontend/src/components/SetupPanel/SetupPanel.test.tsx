import { screen, waitFor, within } from '@testing-library/react';
import {
  Answer,
  fill,
  metadataConnection,
  metadataProtocol,
  renderPage,
} from '../../__testUtils__';

const listProtocols = () => ({ protocols: [metadataProtocol] });
const inspectSetting = () => ({ inspections: [] });
const settings = {
  entityId: 'https://idp.example.com',
  entryPoint: 'https://idp.example.com/sso',
  certificates: 'MIIB-read',
  binding: 'post',
  privateKey: 'from-somebody',
  unheardOf: 'x',
};
const proposal = {
  settings,
  choices: [],
  findings: [
    { title: 'Metadata is valid', outcome: 'passed' },
    {
      title: 'Metadata is not signed',
      outcome: 'note',
      advice: 'Compare the fingerprint.',
    },
  ],
};

function renderNew(proposeSettings: Answer) {
  return renderPage('/sso/activate/saml', {
    listProtocols,
    inspectSetting,
    proposeSettings,
    createConnection: () => metadataConnection,
    getConnection: () => metadataConnection,
  });
}

describe('SetupPanel', () => {
  it('SAML-1 fills in the form from a metadata URL and saves nothing', async () => {
    const { user, callsOf } = renderNew(() => proposal);

    const name = await screen.findByLabelText(/^Display name/);
    await fill(user, name, 'School');
    const url = await screen.findByLabelText('Metadata URL');
    const read = screen.getByRole('button', { name: 'Read Metadata URL' });
    expect(read).toBeDisabled();
    await fill(user, url, ' https://idp.example.com/metadata ');
    await user.click(read);

    expect(
      await screen.findByText('4 fields of the form are filled in'),
    ).toBeVisible();
    expect(screen.getByText(/Entity ID, Sign-in URL, Cert/)).toBeVisible();
    expect(screen.getByLabelText(/^Entity ID/)).toHaveValue(
      'https://idp.example.com',
    );
    expect(screen.getByLabelText('Certificates')).toHaveValue('MIIB-read');
    expect(screen.getByRole('button', { name: /Binding/ })).toHaveTextContent(
      'Through a form',
    );
    expect(name).toHaveValue('School');
    expect(screen.getByLabelText('Private key')).toHaveValue('');

    const findings = screen.getByRole('list', { name: 'What was found' });
    expect(
      within(findings).getByRole('img', { name: 'Passed' }),
    ).toBeInTheDocument();
    expect(findings).toHaveTextContent('Compare the fingerprint.');
    expect(callsOf('proposeSettings')).toEqual([
      {
        params: { protocolId: 'saml' },
        body: { url: 'https://idp.example.com/metadata' },
      },
    ]);
    expect(callsOf('createConnection')).toHaveLength(0);

    await user.click(screen.getByRole('button', { name: 'Create connection' }));
    await waitFor(() =>
      expect(callsOf('createConnection')[0]?.body).toMatchObject({
        settings: {
          entityId: 'https://idp.example.com',
          entryPoint: 'https://idp.example.com/sso',
          certificates: 'MIIB-read',
          binding: 'post',
          clockTolerance: 60,
        },
        secrets: {},
      }),
    );
  });

  it('SAML-1 reads by Enter without sending the form', async () => {
    const { user, callsOf } = renderNew(() => proposal);

    const url = await screen.findByLabelText('Metadata URL');
    await fill(user, url, 'https://idp.example.com/metadata');
    await user.type(url, '{Enter}');

    expect(await screen.findByText(/fields of the form/)).toBeVisible();
    expect(callsOf('proposeSettings')).toHaveLength(1);
    expect(screen.queryByText(/not accepted/)).not.toBeInTheDocument();
  });

  it('SAML-1 leaves the form as it is when nothing fits', async () => {
    const { user } = renderNew(() => ({
      choices: [],
      findings: [{ title: 'Not XML', outcome: 'failed', advice: 'Look.' }],
    }));

    const entityId = await screen.findByLabelText(/^Entity ID/);
    await fill(user, entityId, 'mine');
    await fill(user, await screen.findByLabelText('Metadata document'), 'x');
    await user.click(
      screen.getByRole('button', { name: 'Read Metadata document' }),
    );

    expect(await screen.findByText('Not XML')).toBeVisible();
    expect(screen.getByText(/The form is as it was/)).toBeVisible();
    expect(entityId).toHaveValue('mine');
  });

  it('tells of a failure and keeps the address', async () => {
    const { user } = renderNew(() => {
      throw new Error('The portal cannot be reached');
    });

    const url = await screen.findByLabelText('Metadata URL');
    await fill(user, url, 'https://idp.example.com');
    await user.click(screen.getByRole('button', { name: 'Read Metadata URL' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot be reached',
    );
    expect(url).toHaveValue('https://idp.example.com');
  });

  it('SAML-1 is folded up for an SSO connection that exists, and keeps edits', async () => {
    const { user } = renderPage('/sso/connections/school', {
      listProtocols,
      inspectSetting,
      getConnection: () => metadataConnection,
      proposeSettings: () => ({
        ...proposal,
        settings: { certificates: 'MIIB-next' },
      }),
    });

    const title = await screen.findByRole('button', {
      name: /Set up from metadata/,
    });
    expect(title).toHaveAttribute('aria-expanded', 'false');
    expect(
      screen.queryByRole('textbox', { name: 'Metadata URL' }),
    ).not.toBeInTheDocument();

    const entryPoint = screen.getByLabelText('Sign-in URL');
    await user.clear(entryPoint);
    await fill(user, entryPoint, 'https://edited.example.com');
    await user.click(title);
    await fill(
      user,
      screen.getByLabelText('Metadata URL', { selector: 'input' }),
      'https://x',
    );
    await user.click(screen.getByRole('button', { name: 'Read Metadata URL' }));

    expect(
      await screen.findByText('One field of the form is filled in'),
    ).toBeVisible();
    expect(screen.getByLabelText('Certificates')).toHaveValue('MIIB-next');
    expect(entryPoint).toHaveValue('https://edited.example.com');
    expect(screen.getByText('You have unsaved changes.')).toBeVisible();
  });
});
