import { verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { signers } from '../__testUtils__/signers';
import { sendMessage } from './sendMessage';

const message = {
  parameter: 'SAMLRequest',
  xml: '<a><Issuer>https://portal.example.com</Issuer></a>',
  endpoint: 'https://idp.example.com/sso?tenant=a%20b',
} as const;

async function locationOf(
  more: Partial<Parameters<typeof sendMessage>[0]> = {},
): Promise<URL> {
  const step = await sendMessage({ ...message, ...more }, 'redirect');
  if (step.kind !== 'redirect') {
    throw new Error('Expected a redirect');
  }
  return new URL(step.location);
}

describe('sendMessage', () => {
  it('deflates into the query, behind what the address has already', async () => {
    const { origin, pathname, search, searchParams } = await locationOf({
      relayState: 'state',
    });
    expect(`${origin}${pathname}`).toBe('https://idp.example.com/sso');
    expect(search).toMatch(/^\?tenant=a%20b&SAMLRequest=/);
    expect(searchParams.get('RelayState')).toBe('state');
    expect(
      inflateRawSync(
        Buffer.from(searchParams.get('SAMLRequest')!, 'base64'),
      ).toString(),
    ).toBe(message.xml);
    expect([...searchParams.keys()]).toEqual([
      'tenant',
      'SAMLRequest',
      'RelayState',
    ]);
  });

  it('posts base64 without compression', async () => {
    await expect(
      sendMessage({ ...message, relayState: 'state' }, 'post'),
    ).resolves.toEqual({
      kind: 'form',
      action: message.endpoint,
      fields: {
        SAMLRequest: Buffer.from(message.xml).toString('base64'),
        RelayState: 'state',
      },
    });
  });

  it.each(['redirect', 'post'] as const)(
    'sends no empty RelayState by %s',
    async binding => {
      expect(
        JSON.stringify(
          await sendMessage({ ...message, relayState: '' }, binding),
        ),
      ).not.toContain('RelayState');
    },
  );

  it.each(signers)(
    'SAML-4 signs the very query that is sent with %s',
    async (_, signer, key) => {
      const { search } = await locationOf({
        relayState: "it's (a) *state*! 100% ü",
        signer,
      });
      const sent = search.slice(search.indexOf('SAMLRequest='));
      const [signed, signature] = sent.split('&Signature=');
      expect(signed).toContain(
        `&SigAlg=${encodeURIComponent(signer.method.uri)}`,
      );
      const octets = Buffer.from(decodeURIComponent(signature), 'base64');
      expect(
        verify(
          signer.method.digest,
          Buffer.from(signed),
          { key, dsaEncoding: 'ieee-p1363' },
          octets,
        ),
      ).toBe(true);
      expect(
        verify(
          signer.method.digest,
          Buffer.from(signed.replace('RelayState=it', 'RelayState=is')),
          { key, dsaEncoding: 'ieee-p1363' },
          octets,
        ),
      ).toBe(false);
    },
  );

  it.each(['javascript', 'data', 'file', 'ftp'])(
    'refuses to send the browser to an address of %s',
    async scheme => {
      const endpoint = `${scheme}:alert(1)`;
      for (const binding of ['redirect', 'post'] as const) {
        await expect(
          sendMessage({ ...message, endpoint }, binding),
        ).rejects.toMatchObject({ code: 'settings-invalid' });
      }
    },
  );
});
