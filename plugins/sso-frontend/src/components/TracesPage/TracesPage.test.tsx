import { NotFoundError } from '@backstage/errors';
import type { SsoTrace } from '@latchkey/plugin-sso-common';
import { screen, waitFor, within } from '@testing-library/react';
import { renderPage, trace } from '../../__testUtils__';

const other = { ...trace, reference: 'ZZ99-YY88', code: 'state-expired' };
const success: SsoTrace = {
  ...trace,
  reference: 'OK11-OK22',
  outcome: 'success',
  code: undefined,
  detail: undefined,
  refusal: undefined,
  steps: [
    {
      step: 'verify',
      outcome: 'passed',
      evidence: [
        {
          label: 'Message',
          value: '<Response><Issuer>idp</Issuer></Response>',
        },
        {
          label: 'Attributes',
          value: { groups: ['staff', 'teachers'], signed: true, empty: [] },
        },
      ],
    },
  ],
};
const answers = {
  listTraces: () => ({ traces: [trace, other] }),
  getTrace: () => trace,
};

describe('TracesPage', () => {
  it('lists traces with their reasons and finds one by its reference', async () => {
    const { user } = renderPage('/sso/traces', answers);

    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
    await user.type(screen.getByLabelText('Reference'), 'ab12');

    const [row, ...more] = screen.getAllByRole('listitem');
    expect(more).toHaveLength(0);
    expect(row).toHaveTextContent('AB12-CD34');
    expect(row).toHaveTextContent(
      'The proof of your identity was made for another application.',
    );
    expect(row).toHaveTextContent('Okta');
  });

  it('opens the trace of a reference that the list does not have', async () => {
    const { user, callsOf } = renderPage('/sso/traces', {
      ...answers,
      listTraces: () => ({ traces: [other] }),
    });

    await user.type(
      await screen.findByLabelText('Reference'),
      ' ab12-cd34{Enter}',
    );

    expect(
      await screen.findByRole('heading', { name: 'Sign-in AB12-CD34' }),
    ).toBeVisible();
    expect(callsOf('getTrace')).toEqual([
      { params: { reference: 'AB12-CD34' } },
    ]);
  });

  it('says that nothing was refused', async () => {
    renderPage('/sso/traces', { listTraces: () => ({ traces: [] }) });

    expect(await screen.findByText('No sign-in was refused')).toBeVisible();
  });

  it('SAML-11 lists sign-ins that succeeded, and filters by outcome', async () => {
    const { user, callsOf } = renderPage('/sso/traces', {
      listTraces: ({ query }) => ({
        traces: [trace, success].filter(
          ({ outcome }) => !query.outcome || outcome === query.outcome,
        ),
      }),
    });

    const [refused, signedIn] = await screen.findAllByRole('listitem');
    expect(refused).toHaveTextContent('Refused');
    expect(signedIn).toHaveTextContent('Signed in');
    const filter = screen.getByRole('radiogroup', { name: 'Which sign-ins' });
    await user.click(within(filter).getByRole('radio', { name: 'Successful' }));

    await waitFor(() =>
      expect(screen.queryByText('AB12-CD34')).not.toBeInTheDocument(),
    );
    expect(
      await screen.findByRole('link', { name: 'OK11-OK22' }),
    ).toBeVisible();
    await user.click(within(filter).getByRole('radio', { name: 'Refused' }));
    expect(
      await screen.findByRole('link', { name: 'AB12-CD34' }),
    ).toBeVisible();
    expect(callsOf('listTraces').map(({ query }) => query.outcome)).toEqual([
      undefined,
      'success',
      'refused',
    ]);
  });

  it('SAML-11 says how sign-ins that succeed come into the list', async () => {
    const { user } = renderPage('/sso/traces', {
      listTraces: () => ({ traces: [] }),
    });

    await user.click(await screen.findByRole('radio', { name: 'Successful' }));

    expect(await screen.findByText(/while the debug mode/)).toBeVisible();
    expect(
      await screen.findByText('No successful sign-in left a trace'),
    ).toBeVisible();
  });
});

describe('TracePage', () => {
  it('shows what happened, who has to act, and the evidence', async () => {
    renderPage('/sso/traces/AB12-CD34', answers);

    expect(await screen.findByText('Compare the client ID.')).toBeVisible();
    expect(screen.getByText('An administrator of this portal')).toBeVisible();
    expect(screen.getByText('id-token-audience')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Okta' })).toHaveAttribute(
      'href',
      '/sso/connections/okta',
    );

    const [passed, refused] = screen.getAllByRole('listitem');
    expect(
      within(passed).getByRole('img', { name: 'Passed' }),
    ).toBeInTheDocument();
    expect(
      within(refused).getByRole('img', { name: 'Refused' }),
    ).toBeInTheDocument();
    expect(refused).toHaveTextContent('other');
  });

  it('SAML-11 shows a sign-in that succeeded, with XML to read', async () => {
    renderPage('/sso/traces/OK11-OK22', { getTrace: () => success });

    expect(await screen.findByText('Signed in')).toBeVisible();
    expect(screen.queryByText('What you can do')).not.toBeInTheDocument();
    expect(screen.queryByText('Code')).not.toBeInTheDocument();

    const message = screen.getByRole('textbox', { name: 'Message' });
    expect(message).toHaveAttribute('readonly');
    expect(message).toHaveValue(
      '<Response>\n  <Issuer>idp</Issuer>\n</Response>',
    );
    const [step] = screen.getAllByRole('listitem');
    const attributes = within(step).getByText('groups').closest('div')!;
    expect(
      within(attributes)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['staff', 'teachers']);
    expect(within(step).getByText('signed').closest('div')).toHaveTextContent(
      'yes',
    );
    expect(within(step).getByText('empty').closest('div')).toHaveTextContent(
      'none',
    );
  });

  it('explains a reference without a trace', async () => {
    renderPage('/sso/traces/NONE-0000', {
      getTrace: () => {
        throw new NotFoundError('No trace');
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Traces are kept for a limited time.',
    );
  });
});
