import {
  ssoAccountConditions,
  ssoAccountGate,
  ssoWaysIn,
} from '@latchkey/plugin-sso-common';
import { screen, within } from '@testing-library/react';
import { renderPage, summary } from '../../__testUtils__';

const calm = {
  disabledPlugins: { all: false, connectionIds: [] as string[] },
  escapeRoutes: [],
};
const listConnections = () => ({ connections: [summary] });
const verdicts = {
  admit: 'Let in',
  refuse: 'Refused',
  challenge: 'Asked for the second factor',
};

describe('WaysInPage', () => {
  it('LOCAL-3 LOCAL-4 shows the gate by which the backend decides', async () => {
    renderPage('/sso/ways-in', { listConnections });

    const table = await screen.findByRole('table', { name: 'Who is let in' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'The account',
      'Password',
      'Provider',
      'Another portal',
      'Open session',
      'Recovery link',
    ]);
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(ssoAccountConditions.length);
    ssoAccountConditions.forEach((condition, index) => {
      expect(within(rows[index]).getByRole('rowheader')).toBeVisible();
      const cells = within(rows[index]).getAllByRole('cell');
      ssoWaysIn.forEach((way, column) => {
        const { verdict, reason } = ssoAccountGate[condition][way];
        expect(cells[column]).toHaveTextContent(verdicts[verdict]);
        expect(cells[column]).toHaveTextContent(reason);
      });
    });
  });

  it('CONN-6 LOCAL-7 shows what is left out and whether the ways back work', async () => {
    renderPage('/sso/ways-in', {
      listConnections,
      getPortalStatus: () => ({
        ...calm,
        disabledPlugins: { all: false, connectionIds: ['okta'] },
        escapeRoutes: [
          { title: 'Local administrator', outcome: 'passed' },
          {
            title: 'Recovery link',
            outcome: 'note',
            detail: 'Needs the key ring.',
          },
        ],
      }),
    });

    const now = await screen.findByRole('region', { name: 'At the moment' });
    expect(
      await within(now).findByText('Left out for the moment: Okta.'),
    ).toBeVisible();
    expect(now).toHaveTextContent('Override auth is off');
    const escape = screen.getByRole('list', { name: 'Ways back in' });
    const [first, second] = within(escape).getAllByRole('listitem');
    expect(within(first).getByRole('img', { name: 'Passed' })).toBeVisible();
    expect(second).toHaveTextContent('Needs the key ring.');
  });

  it('CONN-5 shows where the sign-in page goes', async () => {
    renderPage('/sso/ways-in', {
      listConnections,
      getPortalStatus: () => ({
        ...calm,
        override: {
          connectionId: 'okta',
          displayName: 'Okta',
          state: 'confirmed',
          armedAt: '2026-11-21T08:00:00.000Z',
          armedBy: 'user:default/admin',
          effective: false,
        },
      }),
    });

    const now = await screen.findByRole('region', { name: 'At the moment' });
    expect(now).toHaveTextContent('The sign-in page goes straight to Okta.');
    expect(now).toHaveTextContent('It has no effect while');
    expect(within(now).getByRole('link', { name: 'Show' })).toHaveAttribute(
      'href',
      '/sso/connections/okta',
    );
  });

  it('shows the gate also when the state cannot be read', async () => {
    renderPage('/sso/ways-in', {
      listConnections,
      getPortalStatus: () => {
        throw new Error('The portal cannot be reached');
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal cannot be reached',
    );
    expect(screen.getByRole('table')).toBeVisible();
  });
});
