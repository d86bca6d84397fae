import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatBanner } from './banner.mjs';

const facts = {
  appUrl: 'http://localhost:3000',
  identityProvider: {
    issuer: 'http://localhost:4400',
    clientId: 'an-id',
    clientSecret: 'a-secret',
    saml: { metadataUrl: 'http://localhost:4401/saml/metadata' },
    people: [
      { username: 'alice', password: 'alice-password', name: 'Alice Ferreira' },
      { username: 'bo', password: 'bo-password', name: 'Bo Okafor' },
    ],
  },
};

describe('formatBanner', () => {
  it('LOCAL-1 shows the set-up link at the first start', () => {
    const setUpLink = 'http://localhost:3000/set-up#one-time';
    const banner = formatBanner({ ...facts, setUpLink });

    assert.match(banner, /First start: .*\n.*\n\n.*\/set-up#one-time\n/);
    assert.doesNotMatch(banner, /Sign in with your administrator account/);
  });

  it('LOCAL-1 names the administrator account later', () => {
    const banner = formatBanner(facts);

    assert.match(banner, /Sign in with your administrator account/);
    assert.doesNotMatch(banner, /First start/);
  });

  it('CONN-6 says that plugins are disabled, and names no provider', () => {
    const banner = formatBanner({ ...facts, isWithoutSso: true });
    assert.match(banner, /STARTED WITHOUT SSO/);
    assert.doesNotMatch(banner, /has a button/);
    assert.doesNotMatch(formatBanner(facts), /WITHOUT SSO/);
  });

  it('tells all that an SSO connection to the provider needs', () => {
    const banner = formatBanner(facts);

    assert.match(banner, /Issuer +http:\/\/localhost:4400\n/);
    assert.match(banner, /Client ID +an-id\n/);
    assert.match(banner, /Client secret +a-secret\n/);
    assert.match(banner, /Metadata +http:\/\/localhost:4401\/saml\/metadata\n/);
    assert.match(banner, / alice {6}alice-password {3}Alice Ferreira\n/);
    assert.match(banner, / bo {9}bo-password {6}Bo Okafor\n/);
  });
});
