import { NotFoundError } from '@backstage/errors';
import { screen, within } from '@testing-library/react';
import { renderPage, trace } from '../../__testUtils__';

const other = { ...trace, reference: 'ZZ99-YY88', code: 'state-expired' };
const answers = {
  listTraces: () => ({ traces: [trace, other] }),
  getTrace: () => trace,
};

describe('RefusalsPage', () => {
  it('lists refusals with their reasons and finds one by its reference', async () => {
    const { user } = renderPage('/sso/refusals', answers);

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
    const { user, callsOf } = renderPage('/sso/refusals', {
      ...answers,
      listTraces: () => ({ traces: [other] }),
    });

    await user.type(
      await screen.findByLabelText('Reference'),
      ' ab12-cd34{Enter}',
    );

    expect(
      await screen.findByRole('heading', { name: 'Refusal AB12-CD34' }),
    ).toBeVisible();
    expect(callsOf('getTrace')).toEqual([
      { params: { reference: 'AB12-CD34' } },
    ]);
  });

  it('says that nothing was refused', async () => {
    renderPage('/sso/refusals', { listTraces: () => ({ traces: [] }) });

    expect(await screen.findByText('No sign-in was refused')).toBeVisible();
  });
});

describe('TracePage', () => {
  it('shows what happened, who has to act, and the evidence', async () => {
    renderPage('/sso/refusals/AB12-CD34', answers);

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
    expect(refused).toHaveTextContent('"other"');
  });

  it('explains a reference without a trace', async () => {
    renderPage('/sso/refusals/NONE-0000', {
      getTrace: () => {
        throw new NotFoundError('No trace');
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Traces are kept for a limited time.',
    );
  });
});
