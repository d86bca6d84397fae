// What `npm start` tells when the portal can be used.

/**
 * @param {object} facts
 * @param {string} facts.appUrl - where the portal is
 * @param {string} [facts.setUpLink] - one-time link of a first start
 * @param {boolean} [facts.isWithoutSso] - whether plugins are disabled
 * @param {{ issuer: string, clientId: string, clientSecret: string, saml:
 * { metadataUrl: string }, people: { username: string, password: string,
 * name: string }[] }}
 * facts.identityProvider
 */
export function formatBanner({
  appUrl,
  setUpLink,
  isWithoutSso,
  identityProvider,
}) {
  const rule = '─'.repeat(72);
  return [
    '',
    rule,
    ` Latchkey is ready:  ${appUrl}`,
    '',
    ...(setUpLink
      ? [
          ' First start: make your administrator account with this link.',
          ' It works once:',
          '',
          `   ${setUpLink}`,
        ]
      : [' Sign in with your administrator account.']),
    '',
    ...(isWithoutSso
      ? [
          ' STARTED WITHOUT SSO: only local sign-in works until the next start',
          ' without --disablePlugins.',
        ]
      : describeProviders(identityProvider)),
    '',
    ' Ctrl+C stops everything. Accounts and settings are kept in .data',
    rule,
    '',
  ].join('\n');
}

function describeProviders(identityProvider) {
  return [
    ' The sign-in page has a button for each of the two identity providers that',
    ' run here. These people sign in at both:',
    '',
    ...formatPeople(identityProvider.people),
    '',
    ' To set up an SSO connection yourself:',
    '',
    ' OpenID Connect   Issuer          ' + identityProvider.issuer,
    '                  Client ID       ' + identityProvider.clientId,
    '                  Client secret   ' + identityProvider.clientSecret,
    ' SAML 2.0         Metadata        ' + identityProvider.saml.metadataUrl,
  ];
}

function formatPeople(people) {
  const rows = [{ username: 'Username', password: 'Password', name: 'Name' }];
  rows.push(...people);
  const widthOf = key => Math.max(...rows.map(row => row[key].length));
  const widths = [widthOf('username'), widthOf('password')];
  return rows.map(
    ({ username, password, name }) =>
      `   ${username.padEnd(widths[0])}   ${password.padEnd(
        widths[1],
      )}   ${name}`,
  );
}
