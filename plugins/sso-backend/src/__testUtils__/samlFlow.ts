import { inflateRawSync } from 'node:zlib';
import {
  createSamlForge,
  developmentPeople,
  type DevPerson,
  type SamlForge,
} from '@latchkey/dev-idp';
import {
  type SsoConnection,
  ssoAdminOperations,
} from '@latchkey/plugin-sso-common';
import { finish, refresh, start } from './signInFlow';
import type { TestPortal } from './startTestPortal';
import type { PageAnswer, TestBrowser } from './TestBrowser';

/** The person with a username, as every provider of these tests knows them. */
export function personNamed(username: string): DevPerson {
  const person = developmentPeople.find(known => known.username === username);
  if (!person) throw new Error(`Nobody is called ${username}`);
  return person;
}

/** A provider that exists by its messages only. */
export function createForge(name: string): Promise<SamlForge> {
  const base = `https://${name}.example.test`;
  return createSamlForge({
    entityId: `${base}/metadata`,
    singleSignOnUrl: `${base}/sso`,
    singleLogoutUrl: `${base}/slo`,
  });
}

/** An SSO connection with the provider of a forge. */
export function connectSaml(
  portal: TestPortal,
  forge: SamlForge,
  overrides: {
    settings?: Record<string, unknown>;
    [key: string]: unknown;
  } = {},
): Promise<SsoConnection> {
  const { settings, ...rest } = overrides;
  return portal.admin.call(ssoAdminOperations.createConnection, {
    body: {
      protocol: 'saml',
      displayName: 'Forged provider',
      settings: {
        entityId: forge.entityId,
        entryPoint: forge.singleSignOnUrl,
        certificates: forge.key.certificate,
        usernameAttribute: 'uid',
        ...settings,
      },
      ...rest,
    },
  });
}

/** A sign-in that waits for the answer of the provider. */
export interface BegunSignIn {
  readonly connectionId: string;
  readonly requestId: string;
  readonly relayState: string;
}

/** The document in a parameter of the redirect binding. */
export function readMessage(location: URL | undefined, name: string): string {
  const value = location?.searchParams.get(name) ?? '';
  return inflateRawSync(Buffer.from(value, 'base64')).toString('utf8');
}

/** From the button to the request that the provider gets. */
export async function beginSaml(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
  connectionId: string,
): Promise<BegunSignIn> {
  const { location } = await start(portal, browser, connectionId);
  const requestId = / ID="([^"]+)"/.exec(readMessage(location, 'SAMLRequest'));
  return {
    connectionId,
    requestId: String(requestId?.[1]),
    relayState: String(location?.searchParams.get('RelayState')),
  };
}

/** The addresses of an SSO connection, at the replica that people reach. */
export function samlUrls(portal: Pick<TestPortal, 'apiUrl'>, id: string) {
  const base = `${portal.apiUrl}/sso/sign-in/${id}`;
  return {
    acsUrl: `${base}/callback`,
    audience: `${base}/metadata`,
    logoutUrl: `${base}/logout`,
  };
}

/** A genuine answer of the provider, to a request or to none. */
export async function answerOf(
  forge: SamlForge,
  portal: Pick<TestPortal, 'apiUrl'>,
  begun: Pick<BegunSignIn, 'connectionId'> & Partial<BegunSignIn>,
  person: DevPerson,
): Promise<string> {
  const { samlResponse } = await forge.response({
    ...samlUrls(portal, begun.connectionId),
    requestId: begun.requestId,
    now: new Date(),
    person,
  });
  return samlResponse;
}

/** Lets the browser post an answer, as a page of the provider does. */
export function postAnswer(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
  connectionId: string,
  message: { samlResponse: string; relayState?: string },
): Promise<PageAnswer> {
  const body = new URLSearchParams({ SAMLResponse: message.samlResponse });
  if (message.relayState !== undefined) {
    body.set('RelayState', message.relayState);
  }
  const { acsUrl } = samlUrls(portal, connectionId);
  return finish(browser, { method: 'POST', url: acsUrl, body });
}

/** A whole sign-in at the provider of a forge. */
export async function signInBySaml(options: {
  portal: Pick<TestPortal, 'apiUrl'>;
  browser: TestBrowser;
  connectionId: string;
  forge: SamlForge;
  person: DevPerson;
}): Promise<PageAnswer> {
  const { portal, browser, connectionId, forge, person } = options;
  const begun = await beginSaml(portal, browser, connectionId);
  return postAnswer(portal, browser, connectionId, {
    samlResponse: await answerOf(forge, portal, begun, person),
    relayState: begun.relayState,
  });
}

/** Who is signed in in a browser. */
export async function whoIs(
  portal: Pick<TestPortal, 'apiUrl'>,
  browser: TestBrowser,
): Promise<string | undefined> {
  const { status, text } = await refresh(portal, browser);
  return status === 200
    ? JSON.parse(text).backstageIdentity.identity.userEntityRef
    : undefined;
}
