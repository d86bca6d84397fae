import { generateKeyPair } from '../keys/generateKeyPair';
import { inspectSetting } from './inspectSetting';
import { dsaCertificate } from '../__testUtils__/refusedCertificates';

const made = new Date('2026-11-22T12:00:00Z');

async function certificate(commonName: string) {
  const pair = await generateKeyPair({
    commonName,
    now: made,
    years: 1,
    keyType: 'ec',
  });
  return pair.certificate;
}

const inspect = (text: string, now: string) =>
  inspectSetting('certificates', text, new Date(now));

describe('inspectSetting', () => {
  it('SAML-2 shows subject, validity, key and both fingerprints', async () => {
    const [inspection] = inspect(
      await certificate('idp.example.com'),
      '2026-12-01T00:00:00Z',
    );
    expect(inspection).toEqual({
      title: 'idp.example.com',
      outcome: 'passed',
      facts: [
        { label: 'Subject', value: 'CN=idp.example.com' },
        { label: 'Issuer', value: 'CN=idp.example.com' },
        { label: 'Valid from', value: '2026-11-22 11:00 UTC' },
        {
          label: 'Valid until',
          value: '2027-11-22 12:00 UTC (356 days left)',
        },
        { label: 'Key', value: 'EC 256' },
        {
          label: 'SHA-256 fingerprint',
          value: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        },
        {
          label: 'SHA-1 fingerprint',
          value: expect.stringMatching(/^([0-9A-F]{2}:){19}[0-9A-F]{2}$/),
        },
      ],
    });
  });

  it.each([
    ['2027-12-01T00:00:00Z', 'failed', 'expired on 2027-11-22 12:00 UTC'],
    ['2027-11-01T00:00:00Z', 'note', 'expires in less than 30 days'],
    ['2026-11-01T00:00:00Z', 'note', 'not valid before 2026-11-22 11:00 UTC'],
  ])('SAML-2 judges the validity on %s as %s', async (now, outcome, detail) => {
    expect(inspect(await certificate('idp.example.com'), now)).toEqual([
      expect.objectContaining({
        outcome,
        detail: expect.stringContaining(detail),
      }),
    ]);
  });

  it('SAML-2 tells each of several apart', async () => {
    const text = [
      await certificate('new.example.com'),
      dsaCertificate,
      '\nsecret words\n',
    ].join('\n');
    const inspections = inspect(text, '2026-12-01T00:00:00Z');
    expect(
      inspections.map(({ title, outcome, detail }) => [title, outcome, detail]),
    ).toEqual([
      ['new.example.com', 'passed', undefined],
      [
        'CN=dsa.example.com',
        'failed',
        expect.stringContaining('It has a DSA key.'),
      ],
      [
        'Certificate 3',
        'failed',
        expect.stringContaining('This is not a certificate'),
      ],
    ]);
    expect(JSON.stringify(inspections)).not.toContain('secret words');
  });

  it('says nothing about an empty field', () => {
    expect(inspect('  ', '2026-12-01T00:00:00Z')).toEqual([]);
  });
});
