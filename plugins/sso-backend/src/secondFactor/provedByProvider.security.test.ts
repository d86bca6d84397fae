import { provedByProvider } from './provedByProvider';

const saml = 'urn:oasis:names:tc:SAML:2.0:ac:classes';

describe('provedByProvider', () => {
  it.each([
    [['mfa']],
    [['pwd', 'mfa']],
    [['pwd', 'otp']],
    [['pwd', 'hwk', 'user']],
    [['pin', 'fpt']],
    [['face', 'swk']],
    [['https://refeds.org/profile/mfa']],
    [['http://schemas.microsoft.com/claims/multipleauthn']],
    [[`${saml}:MobileTwoFactorContract`]],
    [[`${saml}:MobileTwoFactorUnregistered`]],
    [[`${saml}:SmartcardPKI`]],
  ])('LOCAL-4 %j prove a second factor', methods => {
    expect(provedByProvider(methods)).toBe(true);
  });

  it.each([
    [undefined],
    [[]],
    [['pwd']],
    [['otp']],
    // Two of one kind are one factor.
    [['pwd', 'pin', 'kba']],
    [['otp', 'sms', 'hwk']],
    [['fpt', 'face']],
    // None of these is a factor of its own.
    [['pwd', 'geo', 'rba', 'user', 'wia', 'mca']],
    // Compared exactly: what a provider makes up proves nothing.
    [['MFA']],
    [['mfa ']],
    [['pwd mfa']],
    [['not-mfa']],
    [['https://refeds.org/profile/mfa/']],
    [['https://refeds.org/profile/sfa']],
    [['http://refeds.org/profile/mfa']],
    [[`${saml}:Password`]],
    [[`${saml}:PasswordProtectedTransport`]],
    [[`${saml}:Smartcard`]],
    [[`${saml}:TimeSyncToken`]],
    [['__proto__', 'constructor']],
  ])('LOCAL-4 %j do not', methods => {
    expect(provedByProvider(methods)).toBe(false);
  });
});
