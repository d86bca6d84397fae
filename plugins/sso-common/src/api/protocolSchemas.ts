import { z } from 'zod/v4';

/**
 * One thing that a check of a provider looked at.
 *
 * @public
 */
export const ssoCheckFindingSchema = z.object({
  title: z.string(),
  outcome: z.enum(['passed', 'failed', 'note']),
  /** Code of the refusal, for a failed one. */
  code: z.string().optional(),
  detail: z.string().optional(),
  advice: z.string().optional(),
});

/** @public */
export type SsoCheckFinding = z.infer<typeof ssoCheckFindingSchema>;

/** How a protocol reads settings out of what a provider publishes. @public */
export const ssoSetupInfoSchema = z.object({
  /** Heading: `Set up from metadata`. */
  title: z.string(),
  description: z.string(),
  /** Label of the field for an address. */
  urlLabel: z.string(),
  urlPlaceholder: z.string().optional(),
  /** Label of the field into which a document is pasted. */
  documentLabel: z.string(),
  /** Endings of files that can be uploaded: `.xml`. */
  fileTypes: z.array(z.string()),
});

/** @public */
export type SsoSetupInfo = z.infer<typeof ssoSetupInfoSchema>;

/** Largest document that is read for a set-up, in characters. @public */
export const MAX_SETUP_DOCUMENT_LENGTH = 2_000_000;

/** Either an address or a document, and the chosen one of several. @public */
export const ssoSetupSourceSchema = z
  .strictObject({
    url: z.string().trim().min(1).max(2000).optional(),
    document: z.string().min(1).max(MAX_SETUP_DOCUMENT_LENGTH).optional(),
    /** `value` of one of the choices that were offered before. */
    choice: z.string().max(2000).optional(),
  })
  .refine(
    source => (source.url === undefined) !== (source.document === undefined),
    'Give either an address or a document.',
  );

/** @public */
export type SsoSetupSource = z.infer<typeof ssoSetupSourceSchema>;

/** What was read out of metadata. @public */
export const ssoSettingsProposalSchema = z.object({
  /** Settings by name, to be put into the form; absent when nothing fits. */
  settings: z.record(z.string(), z.unknown()).optional(),
  /** Providers to choose from, when the document holds several. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  findings: z.array(ssoCheckFindingSchema),
});

/** @public */
export type SsoSettingsProposal = z.infer<typeof ssoSettingsProposalSchema>;

/** What a value turned out to be, such as a certificate. @public */
export const ssoInspectionSchema = z.object({
  title: z.string(),
  outcome: z.enum(['passed', 'failed', 'note']),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  detail: z.string().optional(),
  advice: z.string().optional(),
});

/** @public */
export type SsoInspection = z.infer<typeof ssoInspectionSchema>;

/**
 * A protocol that can be activated. `settingsSchema` is JSON Schema 2020-12
 * with these additions on its properties: `group` (heading under which the
 * field stands), `secret` (write-only), `advanced`, `placeholder`,
 * `multiline`, `inspected` (see `inspectSetting`).
 *
 * @public
 */
export const ssoProtocolInfoSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  icon: z.string(),
  settingsSchema: z.record(z.string(), z.unknown()),
  /** Present when settings can be read out of what a provider publishes. */
  setup: ssoSetupInfoSchema.optional(),
  /** Sign-in resolvers that a policy may name, in the default order first. */
  resolvers: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      /** Part of the default order. */
      default: z.boolean(),
    }),
  ),
});

/** @public */
export type SsoProtocolInfo = z.infer<typeof ssoProtocolInfoSchema>;
