import type { SsoProtocolInfo } from '@latchkey/plugin-sso-common';
import { SsoInputError } from '@latchkey/plugin-sso-react';
import { useCallback, useState } from 'react';
import {
  applyProposal,
  ConnectionDraft,
  FieldErrors,
  findDraftErrors,
  rebaseDraft,
} from '../../draft';
import { useSsoTranslation } from '../../hooks';
import type { SettingsField } from '../../settings';

/** A draft under edit, with what is wrong with it. */
export interface ConnectionDraftState {
  readonly draft: ConnectionDraft;
  readonly isChanged: boolean;
  /** Messages by path: `settings.issuer`. */
  readonly errors: FieldErrors;
  /** Grows with every check that found something, to move the focus. */
  readonly failures: number;
  /** Changes values; the message at the path goes away. */
  readonly update: (path: string, change: Partial<ConnectionDraft>) => void;
  /** Puts in proposed settings; gives the fields that they went into. */
  readonly propose: (
    settings: Readonly<Record<string, unknown>>,
  ) => readonly SettingsField[];
  /** Whether a save is worth a try; otherwise the errors are shown. */
  readonly check: () => boolean;
  /** Shows what the server did not accept; false for other errors. */
  readonly showInputError: (error: unknown) => boolean;
  /** Takes a saved state; `keepEdits` puts own edits on top of it. */
  readonly accept: (
    saved: ConnectionDraft,
    options: { keepEdits: boolean },
  ) => void;
}

export function useConnectionDraft(
  initial: ConnectionDraft,
  protocol: SsoProtocolInfo,
): ConnectionDraftState {
  const t = useSsoTranslation();
  const [drafts, setDrafts] = useState({ base: initial, mine: initial });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failures, setFailures] = useState(0);

  const show = (found: FieldErrors) => {
    const isFailure = Object.keys(found).length > 0;
    setErrors(found);
    setFailures(previous => previous + (isFailure ? 1 : 0));
    return isFailure;
  };

  return {
    draft: drafts.mine,
    isChanged: JSON.stringify(drafts.base) !== JSON.stringify(drafts.mine),
    errors,
    failures,
    update: useCallback((path, change) => {
      setDrafts(({ base, mine }) => ({ base, mine: { ...mine, ...change } }));
      setErrors(({ [path]: _, ...others }) => others);
    }, []),
    propose: settings => {
      const { fields } = applyProposal(drafts.mine, settings, protocol);
      const paths = fields.map(({ name }) => `settings.${name}`);
      // Somebody may have typed while the proposal was on its way.
      setDrafts(({ base, mine }) => ({
        base,
        mine: applyProposal(mine, settings, protocol).draft,
      }));
      setErrors(known =>
        Object.fromEntries(
          Object.entries(known).filter(([path]) => !paths.includes(path)),
        ),
      );
      return fields;
    },
    check: () => !show(findDraftErrors(drafts.mine, protocol, t)),
    showInputError: error =>
      error instanceof SsoInputError &&
      show(
        Object.fromEntries(
          error.fields.map(({ path, message }) => [
            toFormPath(path, protocol),
            message,
          ]),
        ),
      ),
    accept: useCallback((saved, { keepEdits }) => {
      setDrafts(({ base, mine }) => ({
        base: saved,
        mine: keepEdits ? rebaseDraft(base, mine, saved) : saved,
      }));
      if (!keepEdits) {
        setErrors({});
      }
    }, []),
  };
}

/** Secrets are checked with the settings, but have fields of their own. */
function toFormPath(path: string, protocol: SsoProtocolInfo): string {
  const { properties = {} } = protocol.settingsSchema as {
    properties?: Record<string, { secret?: boolean }>;
  };
  const [, name] = /^settings\.([^.]+)/.exec(path) ?? [];
  if (!name) {
    // Entries of a list have no field of their own.
    return path.replace(/\.\d+(?=\.|$)/g, '');
  }
  return properties[name]?.secret ? `secrets.${name}` : `settings.${name}`;
}
