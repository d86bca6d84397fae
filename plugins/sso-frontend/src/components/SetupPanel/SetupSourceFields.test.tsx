import { renderInTestApp } from '@backstage/frontend-test-utils';
import { MAX_SETUP_DOCUMENT_LENGTH } from '@latchkey/plugin-sso-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fill, metadataProtocol } from '../../__testUtils__';
import { SetupSourceFields } from './SetupSourceFields';

const metadata = '<EntityDescriptor/>';

function render() {
  const onRead = jest.fn();
  renderInTestApp(
    <SetupSourceFields
      setup={metadataProtocol.setup!}
      isPending={false}
      onRead={onRead}
    />,
  );
  return { onRead, user: userEvent.setup({ delay: null }) };
}

describe('SetupSourceFields', () => {
  it('SAML-1 gives a pasted document', async () => {
    const { user, onRead } = render();

    await fill(
      user,
      await screen.findByLabelText('Metadata document'),
      metadata,
    );
    await user.click(
      screen.getByRole('button', { name: 'Read Metadata document' }),
    );

    expect(onRead.mock.calls).toEqual([[{ document: metadata }]]);
  });

  it('SAML-1 gives a file', async () => {
    const { user, onRead } = render();

    const input = await screen.findByLabelText('File: Metadata document');
    expect(input).toHaveAttribute('accept', '.xml');
    await user.upload(input, new File([metadata], 'idp.xml'));

    await waitFor(() =>
      expect(onRead.mock.calls).toEqual([[{ document: metadata }]]),
    );
    expect(screen.getByLabelText('Metadata document')).toHaveValue(metadata);
  });

  it('SAML-1 does not even open a file that is too large', async () => {
    const { user, onRead } = render();
    const readAsText = jest.spyOn(FileReader.prototype, 'readAsText');
    const large = new File([metadata], 'large.xml');
    Object.defineProperty(large, 'size', {
      value: MAX_SETUP_DOCUMENT_LENGTH + 1,
    });

    const input = await screen.findByLabelText('File: Metadata document');
    await user.upload(input, large);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This is too large. Use at most 2 MB.',
    );
    expect(readAsText).not.toHaveBeenCalled();
    expect(onRead).not.toHaveBeenCalled();

    await user.upload(input, new File([metadata], 'small.xml'));
    await waitFor(() => expect(onRead).toHaveBeenCalledTimes(1));
    expect(readAsText).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('SAML-1 tells of a file with nothing in it', async () => {
    const { user, onRead } = render();

    const input = await screen.findByLabelText('File: Metadata document');
    await user.upload(input, new File([' '], 'empty.xml'));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This file could not be read.',
    );
    expect(onRead).not.toHaveBeenCalled();
  });
});
