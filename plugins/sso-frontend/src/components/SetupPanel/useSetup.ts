import { useApi } from '@backstage/frontend-plugin-api';
import {
  ssoAdminOperations,
  SsoSettingsProposal,
} from '@latchkey/plugin-sso-common';
import { ssoApiRef, SsoAction, useSsoAction } from '@latchkey/plugin-sso-react';
import { useState } from 'react';
import type { SettingsField } from '../../settings';

/** What an administrator gives: where metadata is, or the metadata. */
export type SetupSource =
  | { readonly url: string }
  | { readonly document: string };

/** What became of the newest source. */
export interface SetupResult {
  readonly source: SetupSource;
  /** The one that was chosen of several. */
  readonly choice?: string;
  readonly proposal: SsoSettingsProposal;
  /** Fields that were filled in; absent when nothing was proposed. */
  readonly filled?: readonly SettingsField[];
}

/** Has metadata read, and what it proposes put into the form. */
export function useSetup(
  protocolId: string,
  propose: (
    settings: Readonly<Record<string, unknown>>,
  ) => readonly SettingsField[],
): SsoAction<[source: SetupSource, choice?: string]> & {
  result: SetupResult | undefined;
} {
  const ssoApi = useApi(ssoApiRef);
  const [result, setResult] = useState<SetupResult>();

  const action = useSsoAction(async (source: SetupSource, choice?: string) => {
    // The choices stay in sight while one of them is read.
    setResult(previous =>
      choice !== undefined && previous
        ? {
            ...previous,
            filled: undefined,
            proposal: { ...previous.proposal, findings: [] },
          }
        : undefined,
    );
    const proposal = await ssoApi.call(ssoAdminOperations.proposeSettings, {
      params: { protocolId },
      body: { ...source, choice },
    });
    setResult(previous => ({
      source,
      choice,
      proposal: {
        ...proposal,
        choices:
          choice !== undefined && proposal.choices.length === 0
            ? previous?.proposal.choices ?? []
            : proposal.choices,
      },
      filled: proposal.settings && propose(proposal.settings),
    }));
  });

  return { ...action, result };
}
