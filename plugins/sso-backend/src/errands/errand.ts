import { z } from 'zod/v4';

/** What somebody goes to a provider for, instead of a session. */
export const errandSchema = z.object({
  /** `test`: try an SSO connection; `link`: add an identity to an account. */
  kind: z.enum(['test', 'link']),
  /** Who began it, and only who can make use of what comes of it. */
  entityRef: z.string(),
  /** The account to link to. */
  accountId: z.string().optional(),
  connectionId: z.string(),
  /** Version of the SSO connection when the browser was sent away. */
  version: z.int(),
});

export type Errand = Readonly<z.infer<typeof errandSchema>>;

/** The page that waits for what comes of it; never one that a link names. */
export function pageOf({
  kind,
  connectionId,
}: Pick<Errand, 'kind' | 'connectionId'>): string {
  return kind === 'test' ? `/sso/connections/${connectionId}` : '/my-security';
}
