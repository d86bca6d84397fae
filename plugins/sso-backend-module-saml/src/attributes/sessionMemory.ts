import type { JsonObject } from '@backstage/types';
import { z } from 'zod/v4';
import type { SamlNameId } from '../verify/VerifiedMessage';

const memorySchema = z.object({
  nameId: z.object({
    value: z.string().min(1),
    format: z.string().optional(),
    nameQualifier: z.string().optional(),
    spNameQualifier: z.string().optional(),
  }),
  sessionIndex: z.string().optional(),
});

/** What names a session at the provider (SAML core 3.7.1). */
export interface SamlSession {
  readonly nameId: SamlNameId;
  readonly sessionIndex?: string;
}

type Memory = Record<string, string | Record<string, string>>;

/** A session as it is kept, without anything undefined. */
export function toSessionMemory({ nameId, sessionIndex }: SamlSession): Memory {
  const { value, format, nameQualifier, spNameQualifier } = nameId;
  return {
    nameId: {
      value,
      ...(format === undefined ? {} : { format }),
      ...(nameQualifier === undefined ? {} : { nameQualifier }),
      ...(spNameQualifier === undefined ? {} : { spNameQualifier }),
    },
    ...(sessionIndex === undefined ? {} : { sessionIndex }),
  };
}

/** @returns undefined when the session was not opened by this protocol */
export function readSessionMemory(memory: JsonObject): SamlSession | undefined {
  return memorySchema.safeParse(memory).data;
}
