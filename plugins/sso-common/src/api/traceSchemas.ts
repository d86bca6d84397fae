import { z } from 'zod/v4';

/** One observation: a label and a redacted value. @public */
export const ssoEvidenceSchema = z.object({
  label: z.string(),
  value: z.unknown(),
});

/** One step of a sign-in as the trace keeps it. @public */
export const ssoTraceStepSchema = z.object({
  step: z.string(),
  outcome: z.enum(['passed', 'refused', 'skipped']),
  evidence: z.array(ssoEvidenceSchema),
});

/** @public */
export type SsoTraceStep = z.infer<typeof ssoTraceStepSchema>;

/** @public */
export const ssoTraceSummarySchema = z.object({
  /** The short code that the person saw, if the sign-in was refused. */
  reference: z.string(),
  at: z.iso.datetime(),
  connectionId: z.string().optional(),
  connectionName: z.string().optional(),
  /** Sign-ins that succeeded leave a trace in debug mode only. */
  outcome: z.enum(['refused', 'success']),
  /** Code of the refusal. */
  code: z.string().optional(),
  detail: z.string().optional(),
});

/** @public */
export type SsoTraceSummary = z.infer<typeof ssoTraceSummarySchema>;

/** @public */
export const ssoTraceSchema = ssoTraceSummarySchema.extend({
  expiresAt: z.iso.datetime(),
  /** Why it was refused, what to do and who has to; not after a success. */
  refusal: z
    .object({
      reason: z.string(),
      advice: z.string(),
      actor: z.enum(['user', 'administrator', 'provider', 'operator']),
    })
    .optional(),
  steps: z.array(ssoTraceStepSchema),
});

/** @public */
export type SsoTrace = z.infer<typeof ssoTraceSchema>;
