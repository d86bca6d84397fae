import { SamlForge } from '../forge/SamlForge';
import { SamlResponseDraft } from '../messages/ResponseDraft';
import {
  SamlAttack,
  SamlAttackContext,
  SamlAttackSettings,
  SamlRefusalCode,
} from './types';

/** What an attack is made with. */
export interface AttackTools {
  forge: SamlForge;
  context: SamlAttackContext;
}

/** One attack, told by what it changes in an honest answer. */
export interface AttackRow {
  id: string;
  title: string;
  /** None: the message has to be accepted. */
  codes?: SamlRefusalCode[];
  settings?: SamlAttackSettings;
  /** What the honest twin has as well. */
  prepare?(draft: SamlResponseDraft, tools: AttackTools): void;
  /** Changes the message before the provider signs it. */
  draft?(draft: SamlResponseDraft, tools: AttackTools): void;
  /** Changes the message after it was signed. */
  xml?(xml: string, tools: AttackTools): string | Promise<string>;
}

async function send(
  tools: AttackTools,
  changes: Pick<AttackRow, 'prepare' | 'draft' | 'xml'>,
) {
  const draft = tools.forge.draft(tools.context);
  changes.prepare?.(draft, tools);
  changes.draft?.(draft, tools);
  const message = await tools.forge.send(draft);
  if (!changes.xml) {
    return message;
  }
  const changed = await changes.xml(message.xml, tools);
  if (changed === message.xml) {
    throw new Error('The attack changed nothing');
  }
  return tools.forge.encode(changed);
}

/** Makes the attack and its honest twin of one row. */
export function createAttack(row: AttackRow): SamlAttack {
  const expectedCodes = row.codes ?? [];
  return {
    id: row.id,
    row: row.id.split('-')[0],
    title: row.title,
    accept: expectedCodes.length === 0,
    expectedCodes,
    settings: row.settings,
    build: (forge, context) => send({ forge, context }, row),
    honestTwin: (forge, context) =>
      send({ forge, context }, { prepare: row.prepare }),
  };
}
