import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { EvidenceValue } from './EvidenceValue';

const render = (value: unknown) =>
  renderInTestApp(<EvidenceValue label="Issuer" value={value} />);

describe('CheckValue', () => {
  it('SAML-11 shows a value once when it is as expected', async () => {
    render({ expected: 'idp', received: 'idp', passed: true });

    expect(await screen.findByText('idp')).toBeVisible();
    expect(screen.getByRole('img', { name: 'Passed' })).toBeVisible();
    expect(screen.queryByText('expected')).not.toBeInTheDocument();
  });

  it('SAML-11 shows both sides of a value that is not', async () => {
    render({ expected: 'idp', received: ['other'], passed: false });

    expect(await screen.findByText('idp')).toBeVisible();
    expect(screen.getByText('other')).toBeVisible();
    expect(screen.getByText('expected')).toBeVisible();
    expect(screen.getByText('received')).toBeVisible();
    expect(screen.getByRole('img', { name: 'Refused' })).toBeVisible();
  });

  it('SAML-11 leaves other records as they are', async () => {
    render({ passed: true, portal: '10:00' });

    expect(await screen.findByText('portal')).toBeVisible();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });
});
