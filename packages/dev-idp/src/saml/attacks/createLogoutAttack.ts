import { SamlForge } from '../forge/SamlForge';
import { SamlRedirectOptions } from '../bindings/redirectBinding';
import {
  SamlLogoutRequestDraft,
  SamlLogoutResponseDraft,
} from '../messages/LogoutDraft';
import {
  SamlLogoutAttack,
  SamlLogoutAttackContext,
  SamlLogoutMessage,
} from './logoutTypes';
import { SamlRefusalCode } from './types';

type Draft = SamlLogoutRequestDraft | SamlLogoutResponseDraft;

/** What a logout attack is made with. */
export interface LogoutTools {
  forge: SamlForge;
  context: SamlLogoutAttackContext;
}

/** One attack, told by what it changes in an honest message. */
export interface LogoutRow {
  id: string;
  title: string;
  /** None: the message has to be accepted. */
  codes?: SamlRefusalCode[];
  message?: 'request' | 'response';
  binding?: 'redirect' | 'post';
  /** Changes the message before it is signed. */
  draft?(draft: Draft, tools: LogoutTools): void;
  /** Changes how the query is made. */
  redirect?(tools: LogoutTools): Partial<SamlRedirectOptions>;
  /** Changes the query after it was signed. */
  query?(query: string, tools: LogoutTools): string;
  /** Changes the posted XML after it was signed. */
  xml?(xml: string, tools: LogoutTools): string;
}

const relayState = 'the-state';

function send(
  tools: LogoutTools,
  row: Omit<LogoutRow, 'id' | 'title'>,
): SamlLogoutMessage {
  const { forge, context } = tools;
  const isResponse = row.message === 'response';
  const draft: Draft = isResponse
    ? forge.logoutResponse(context)
    : forge.logoutRequest(context);
  if (row.binding === 'post') {
    draft.signature = forge.signature();
  }
  row.draft?.(draft, tools);
  if (row.binding === 'post') {
    const { xml } = forge.post(draft);
    const { samlResponse } = forge.encode(row.xml ? row.xml(xml, tools) : xml);
    const parameter = isResponse ? 'SAMLResponse' : 'SAMLRequest';
    return {
      method: 'POST',
      query: '',
      fields: { [parameter]: samlResponse, RelayState: relayState },
    };
  }
  const query = forge.redirect(draft, { relayState, ...row.redirect?.(tools) });
  return {
    method: 'GET',
    query: row.query ? row.query(query, tools) : query,
    fields: {},
  };
}

/** Makes the attack and its honest twin of one row. */
export function createLogoutAttack(row: LogoutRow): SamlLogoutAttack {
  const expectedCodes = row.codes ?? [];
  const { message, binding } = row;
  return {
    id: row.id,
    row: row.id.split('-')[0],
    title: row.title,
    accept: expectedCodes.length === 0,
    expectedCodes,
    isResponse: message === 'response',
    build: (forge, context) => send({ forge, context }, row),
    honestTwin: (forge, context) =>
      send({ forge, context }, { message, binding }),
  };
}
