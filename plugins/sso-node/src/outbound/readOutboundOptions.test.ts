import { ConfigReader } from '@backstage/config';
import { readOutboundOptions } from './readOutboundOptions';

const read = (outbound?: object) =>
  readOutboundOptions(
    new ConfigReader(outbound ? { sso: { outbound } as never } : {}),
  );

describe('readOutboundOptions', () => {
  const environment = process.env.NODE_ENV;

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment });
  });

  it('allows nothing by default', () => {
    expect(read()).toEqual({ allow: [], allowHttp: false });
  });

  it('reads hosts, ports, addresses and ranges', () => {
    const allow = [
      'localhost:4400',
      'idp.internal',
      '10.0.0.0/8',
      '[::1]:4400',
      '::1',
      'fd00::/8',
    ];
    expect(read({ allow, allowHttp: true })).toEqual({
      allow,
      allowHttp: true,
    });
  });

  it.each(['https://idp.internal', '10.0.0.0/99', 'a b', '*'])(
    'names the entry "%s" that it cannot read',
    entry => {
      expect(() => read({ allow: [entry] })).toThrow(entry);
    },
  );

  it('C17 refuses plain http in production, and nothing else', () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    expect(() => read({ allowHttp: true })).toThrow('sso.outbound.allowHttp');
    expect(read({ allow: ['idp.internal'] }).allow).toEqual(['idp.internal']);
  });
});
