import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  metadataConnection,
  metadataProtocol,
  renderPage,
} from '../../__testUtils__';

const server = setupServer();
registerMswTestHooks(server);

const url = 'http://localhost:7007/api/sso/sign-in/school/metadata';
const xml = '<EntityDescriptor entityID="portal"/>';

function render(headers: Record<string, string> = {}) {
  const authorizations: (string | null)[] = [];
  server.use(
    http.get(url, ({ request }) => {
      authorizations.push(request.headers.get('authorization'));
      return HttpResponse.text(xml, {
        headers: { 'Content-Type': 'application/samlmetadata+xml', ...headers },
      });
    }),
  );
  const page = renderPage('/sso/connections/school', {
    listProtocols: () => ({ protocols: [metadataProtocol] }),
    getConnection: () => metadataConnection,
    inspectSetting: () => ({ inspections: [] }),
  });
  return { ...page, authorizations };
}

describe('DocumentField', () => {
  it('SAML-7 shows the metadata of the portal and hides it again', async () => {
    const { user, authorizations } = render();

    expect(
      await screen.findByRole('button', { name: 'Copy Entity ID' }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Copy Metadata URL' }),
    ).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: 'Show: Metadata URL' }),
    );

    const content = await screen.findByRole('textbox', {
      name: 'Content of Metadata URL',
    });
    expect(content).toHaveValue(xml);
    expect(content).toHaveAttribute('readonly');
    expect(authorizations).toEqual([null]);
    await user.click(
      screen.getByRole('button', { name: 'Hide: Metadata URL' }),
    );
    expect(content).not.toBeInTheDocument();
  });

  it('SAML-7 copies the content', async () => {
    const { user } = render();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');

    await user.click(
      await screen.findByRole('button', { name: 'Copy content: Metadata URL' }),
    );

    await waitFor(() => expect(writeText).toHaveBeenCalledWith(xml));
    expect(
      await screen.findByText('The content of Metadata URL is copied'),
    ).toBeInTheDocument();
  });

  it('SAML-7 shows the content where the browser does not copy', async () => {
    const { user } = render();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('Not allowed'));

    await user.click(
      await screen.findByRole('button', { name: 'Copy content: Metadata URL' }),
    );

    expect(await screen.findByText(/does not let the page copy/)).toBeVisible();
    expect(screen.getByDisplayValue(xml)).toBeVisible();
  });

  it.each([
    [{}, 'school-metadata.xml'],
    [{ 'Content-Disposition': 'attachment; filename="sp.xml"' }, 'sp.xml'],
    [
      { 'Content-Disposition': 'attachment; filename="../../x y"' },
      'school-metadata.xml',
    ],
  ])('SAML-7 downloads it, with %j as %s', async (headers, fileName) => {
    const { user } = render(headers as Record<string, string>);
    const saved: { name: string; blob: Blob }[] = [];
    const blobs: Blob[] = [];
    URL.createObjectURL = jest.fn(blob => {
      blobs.push(blob as Blob);
      return 'blob:metadata';
    });
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({ name: this.download, blob: blobs[0] });
      });

    await user.click(
      await screen.findByRole('button', { name: 'Download: Metadata URL' }),
    );

    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0].name).toBe(fileName);
    expect(saved[0].blob.size).toBe(xml.length);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:metadata');
  });

  it('tells that the content could not be read', async () => {
    const { user } = render();
    server.use(http.get(url, () => new HttpResponse(null, { status: 503 })));

    await user.click(
      await screen.findByRole('button', { name: 'Show: Metadata URL' }),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal answered with 503.',
    );
  });
});
