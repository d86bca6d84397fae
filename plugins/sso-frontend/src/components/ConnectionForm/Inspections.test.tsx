import { act, screen, waitFor, within } from '@testing-library/react';
import {
  Answer,
  fill,
  metadataConnection,
  metadataProtocol,
  renderPage,
} from '../../__testUtils__';

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
const good = {
  title: 'CN=idp.example.com',
  outcome: 'passed',
  facts: [{ label: 'SHA-256', value: fingerprint }],
};
const old = {
  title: 'CN=old.example.com',
  outcome: 'failed',
  facts: [],
  detail: 'It is not valid any more.',
  advice: 'Ask for another.',
};

const render = (inspectSetting: Answer) =>
  renderPage('/sso/connections/school', {
    listProtocols: () => ({ protocols: [metadataProtocol] }),
    getConnection: () => metadataConnection,
    inspectSetting,
  });

describe('Inspections', () => {
  it('SAML-2 shows what the saved certificates are', async () => {
    const { callsOf } = render(() => ({ inspections: [good, old] }));

    const shown = await screen.findByRole('group', {
      name: 'What this is: Certificates',
    });
    expect(within(shown).getByText('CN=idp.example.com')).toBeVisible();
    expect(within(shown).getByText(fingerprint).tagName).toBe('DD');
    expect(within(shown).getByText('SHA-256').tagName).toBe('DT');
    expect(
      within(shown).getByRole('img', { name: 'Passed' }),
    ).toBeInTheDocument();
    expect(
      within(shown).getByRole('img', { name: 'Failed' }),
    ).toBeInTheDocument();
    expect(within(shown).getByText('Ask for another.')).toBeVisible();
    expect(within(shown).getByRole('status')).toBeEmptyDOMElement();
    expect(callsOf('inspectSetting')).toMatchObject([
      {
        params: { protocolId: 'saml' },
        body: { name: 'certificates', value: 'MIIB-saved' },
      },
    ]);
  });

  it('SAML-2 asks again after typing, ends the older call and takes the latest answer', async () => {
    const answers = new Map<string, (answer: unknown) => void>();
    const { user, callsOf } = render(
      ({ body }) =>
        new Promise(resolve => {
          answers.set(String(body.value), resolve);
        }),
    );
    const field = await screen.findByLabelText('Certificates');
    await waitFor(() => expect(answers.has('MIIB-saved')).toBe(true));

    await user.clear(field);
    await fill(user, field, 'first');
    await waitFor(() => expect(answers.has('first')).toBe(true));
    await fill(user, field, ' second');
    await waitFor(() => expect(answers.has('first second')).toBe(true));
    await act(async () => {
      answers.get('first second')!({ inspections: [good] });
      answers.get('first')!({ inspections: [old] });
      answers.get('MIIB-saved')!({ inspections: [old] });
    });

    const shown = screen.getByRole('group', {
      name: 'What this is: Certificates',
    });
    expect(within(shown).getByText('CN=idp.example.com')).toBeVisible();
    expect(within(shown).queryByText('CN=old.example.com')).toBeNull();
    expect(within(shown).getByRole('status')).toHaveTextContent(
      'CN=idp.example.com: Passed',
    );
    expect(
      callsOf('inspectSetting').map(({ signal }) => signal?.aborted),
    ).toEqual([true, true, false]);

    await user.clear(field);
    await waitFor(() => expect(shown).not.toBeInTheDocument());
    expect(callsOf('inspectSetting')).toHaveLength(3);
  });

  it('stays quiet when the server cannot tell', async () => {
    render(() => {
      throw new Error('No answer');
    });

    expect(
      await screen.findByText('What this is could not be found out: No answer'),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('CONN-11 never sends a secret before it is saved', async () => {
    const { user, callsOf } = render(() => ({ inspections: [good] }));

    await fill(user, await screen.findByLabelText('Private key'), 'a key');
    await fill(user, screen.getByLabelText('Certificates'), ' more');
    await waitFor(() => expect(callsOf('inspectSetting')).toHaveLength(2));

    expect(JSON.stringify(callsOf('inspectSetting'))).not.toContain('a key');
  });
});
