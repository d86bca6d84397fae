import { namespaces } from '../xml/namespaces';

/** Moment at which the answers of these tests are valid. */
export const testNow = new Date('2026-11-22T12:00:00Z');

export const testUrls = {
  idp: 'https://idp.example.com/saml',
  acs: 'https://portal.example.com/api/sso/sign-in/okta/callback',
  logout: 'https://portal.example.com/api/sso/sign-in/okta/logout',
  portal: 'https://portal.example.com/api/sso/sign-in/okta/metadata',
} as const;

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/** Time of the tests plus some seconds, as SAML writes it. */
export const at = (seconds: number) =>
  new Date(testNow.getTime() + seconds * 1000).toISOString();

/** Parts of an assertion; each is XML that a test can replace. */
export interface AssertionParts {
  readonly id?: string;
  readonly attributes?: string;
  readonly issuer?: string;
  readonly nameId?: string;
  readonly confirmations?: string;
  readonly conditions?: string;
  readonly authnStatement?: string;
  readonly attributeStatement?: string;
  readonly extra?: string;
}

export const confirmationXml = ({
  method = bearer,
  data = `Recipient="${
    testUrls.acs
  }" InResponseTo="_request" NotOnOrAfter="${at(300)}"`,
} = {}) =>
  `<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData ${data}/></saml:SubjectConfirmation>`;

export const conditionsXml = ({
  audiences = [[testUrls.portal as string]],
  period = `NotBefore="${at(-60)}" NotOnOrAfter="${at(300)}"`,
  extra = '',
} = {}) =>
  `<saml:Conditions ${period}>${audiences
    .map(
      list =>
        `<saml:AudienceRestriction>${list
          .map(audience => `<saml:Audience>${audience}</saml:Audience>`)
          .join('')}</saml:AudienceRestriction>`,
    )
    .join('')}${extra}</saml:Conditions>`;

export const attributeXml = (name: string, ...values: string[]) =>
  `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">${values
    .map(
      value =>
        `<saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${value}</saml:AttributeValue>`,
    )
    .join('')}</saml:Attribute>`;

export const authnStatementXml = (
  attributes = `AuthnInstant="${at(
    -30,
  )}" SessionIndex="_session" SessionNotOnOrAfter="${at(3600)}"`,
) =>
  `<saml:AuthnStatement ${attributes}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;

/** An assertion as an honest provider makes it, apart from what is given. */
export function assertionXml({
  id = '_assertion',
  attributes = `Version="2.0" IssueInstant="${at(-5)}"`,
  issuer = `<saml:Issuer>${testUrls.idp}</saml:Issuer>`,
  nameId = `<saml:NameID Format="${persistent}">alice</saml:NameID>`,
  confirmations = confirmationXml(),
  conditions = conditionsXml(),
  authnStatement = authnStatementXml(),
  attributeStatement = `<saml:AttributeStatement>${attributeXml(
    'urn:oid:0.9.2342.19200300.100.1.3',
    'alice@example.com',
  )}${attributeXml('groups', 'staff', 'a &amp; b')}</saml:AttributeStatement>`,
  extra = '',
}: AssertionParts = {}): string {
  return `<saml:Assertion xmlns:saml="${namespaces.saml}" ID="${id}" ${attributes}>${issuer}<saml:Subject>${nameId}${confirmations}</saml:Subject>${conditions}${extra}${authnStatement}${attributeStatement}</saml:Assertion>`;
}

/** Parts of a response; each is XML that a test can replace. */
export interface ResponseParts {
  readonly attributes?: string;
  readonly issuer?: string;
  readonly status?: string;
  readonly extensions?: string;
}

export const statusXml = (...codes: string[]) =>
  `<samlp:Status>${codes
    .map(
      code =>
        `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}">`,
    )
    .join('')}${codes
    .map(() => '</samlp:StatusCode>')
    .join('')}</samlp:Status>`;

/** A response around assertions, as an honest provider makes it. */
export function responseXml(
  content: string,
  {
    attributes = `Version="2.0" IssueInstant="${at(-5)}" Destination="${
      testUrls.acs
    }" InResponseTo="_request"`,
    issuer = `<saml:Issuer xmlns:saml="${namespaces.saml}">${testUrls.idp}</saml:Issuer>`,
    status = statusXml('Success'),
    extensions = '',
  }: ResponseParts = {},
): string {
  return `<samlp:Response xmlns:samlp="${namespaces.samlp}" ID="_response" ${attributes}>${issuer}${extensions}${status}${content}</samlp:Response>`;
}
