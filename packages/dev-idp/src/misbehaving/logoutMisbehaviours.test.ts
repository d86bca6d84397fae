import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
} from 'jose';
import { LogoutMisbehaviour, logoutMisbehaviours } from './logoutMisbehaviours';
import { MisbehavingIdp } from './MisbehavingIdp';
import { startMisbehavingIdp } from './startMisbehavingIdp';

const wrongSignatures: readonly LogoutMisbehaviour[] = [
  'wrongSignature',
  'algNone',
  'algNoneUpperCase',
  'algNoneCapitalised',
  'algNoneMixedCase',
  'hs256WithPublicKey',
  'hs256WithClientSecret',
  'jwksUnknownKid',
  'embeddedJwk',
  'jku',
  'unknownCrit',
  'unsigned',
  'wrongAlg',
];

/** Signatures, times and ids, which differ anyway. */
const changesNothingElse: readonly LogoutMisbehaviour[] = [
  'wrongSignature',
  'unsigned',
  'expired',
  'issuedInFuture',
  'missingExp',
  'endlessExp',
  'missingIat',
  'missingJti',
  'numericJti',
];

describe('logoutMisbehaviours', () => {
  let idp: MisbehavingIdp;

  beforeAll(async () => {
    idp = await startMisbehavingIdp();
  });
  afterAll(async () => {
    await idp.stop();
  });

  const partsOf = (token: string) => {
    const { iat, exp, jti, ...claims } = decodeJwt(token);
    return { header: decodeProtectedHeader(token), claims };
  };
  const isVerified = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL('/jwks', idp.issuer)), {
      algorithms: ['RS256'],
      // Times are claims, and not what this is about.
      currentDate: new Date((decodeJwt(token).iat ?? 0) * 1000),
      clockTolerance: 1e9,
    }).then(
      () => true,
      () => false,
    );

  it('makes an honest token, a new one each time', async () => {
    const token = await idp.logoutToken({ sub: 'ada', sid: 's1' });
    expect(partsOf(token)).toEqual({
      header: {
        alg: 'RS256',
        typ: 'logout+jwt',
        kid: expect.stringMatching(/./),
      },
      claims: {
        iss: idp.issuer,
        aud: idp.clientId,
        sub: 'ada',
        sid: 's1',
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      },
    });
    expect(await isVerified(token)).toBe(true);
    const again = await idp.logoutToken({ sub: 'ada', sid: 's1' });
    expect(decodeJwt(again).jti).not.toBe(decodeJwt(token).jti);
  });

  it.each(logoutMisbehaviours.map(({ name }) => name))(
    '%s changes something, and the signature only if that is the point',
    async name => {
      const honest = await idp.logoutToken({ sub: 'ada', sid: 's1' });
      const token = await idp.logoutToken({ sub: 'ada', sid: 's1' }, name);
      expect(await isVerified(token)).toBe(!wrongSignatures.includes(name));
      const isSame =
        JSON.stringify(partsOf(token)) === JSON.stringify(partsOf(honest));
      expect(isSame).toBe(changesNothingElse.includes(name));
    },
  );

  it('says which ones a client must accept', () => {
    expect(
      logoutMisbehaviours
        .filter(({ honest }) => honest)
        .map(({ name }) => name),
    ).toEqual(['noType', 'plainType', 'audArray', 'secondEvent']);
  });
});
