import { z } from 'zod/v4';
import { isEntityId, isProviderUrl, isSingleLine } from './texts';

/** What the form shows of a setting; see `SsoProtocol.settings`. */
export interface FieldTexts {
  readonly title: string;
  readonly description?: string;
  readonly group: string;
  readonly placeholder?: string;
  readonly advanced?: boolean;
  readonly fetched?: boolean;
}

const ADDRESS =
  'Use a full https address such as https://idp.example.com/sso, without user name and fragment. Plain http is for this machine only.';
const ENTITY_ID =
  'Use the entity ID as it is: at most 1024 characters, without spaces.';

const limited = (length: number) =>
  z.string().trim().max(length, `Use at most ${length} characters.`);

/** A text of one line. */
export const line = (length: number) =>
  limited(length).refine(
    isSingleLine,
    'Leave out line breaks and control characters.',
  );

// A blank text in a form means that nothing is set.
const orNothing = (schema: z.ZodType<string, string>) =>
  schema.optional().transform(value => value || undefined);

/** One line. */
export function textField(texts: FieldTexts) {
  return orNothing(line(500)).meta({ ...texts });
}

/** One line that has a default; a blank one stays blank. */
export function textFieldWith(fallback: string, texts: FieldTexts) {
  return line(500)
    .default(fallback)
    .meta({ placeholder: fallback, ...texts });
}

/** An address that has to be there. */
export function requiredUrlField(texts: FieldTexts) {
  return limited(2000)
    .min(1, 'Enter the address.')
    .refine(value => value === '' || isProviderUrl(value), ADDRESS)
    .meta({ ...texts });
}

/** An address. */
export function urlField(texts: FieldTexts) {
  return orNothing(
    limited(2000).refine(
      value => value === '' || isProviderUrl(value),
      ADDRESS,
    ),
  ).meta({ ...texts });
}

/** An entity ID that has to be there. */
export function requiredEntityIdField(texts: FieldTexts) {
  return z
    .string()
    .trim()
    .min(1, 'Enter the entity ID.')
    .refine(value => value === '' || isEntityId(value), ENTITY_ID)
    .meta({ ...texts });
}

/** An entity ID. */
export function entityIdField(texts: FieldTexts) {
  return orNothing(
    z
      .string()
      .trim()
      .refine(value => value === '' || isEntityId(value), ENTITY_ID),
  ).meta({ ...texts });
}

/** Certificates, told apart while they are typed. */
export function certificatesField(texts: FieldTexts) {
  return orNothing(limited(100_000)).meta({
    placeholder: '-----BEGIN CERTIFICATE-----',
    multiline: true,
    inspected: true,
    ...texts,
  });
}

/** A private key in PEM, stored encrypted and never shown again. */
export function privateKeyField(texts: FieldTexts) {
  return limited(20_000)
    .meta({
      placeholder: '-----BEGIN PRIVATE KEY-----',
      secret: true,
      multiline: true,
      ...texts,
    })
    .optional();
}

/** A switch that is off unless said otherwise. */
export function switchField(texts: FieldTexts, isOn = false) {
  return z
    .boolean()
    .default(isOn)
    .meta({ ...texts });
}

/** One of several values, each with a label for the form. */
export function choiceField<T extends string>(
  labels: Readonly<Record<T, string>>,
  fallback: NoInfer<T>,
  texts: FieldTexts,
) {
  const values = Object.keys(labels) as T[];
  const literals = values.map(value =>
    z.literal(value).meta({ title: labels[value] }),
  );
  return z
    .union(literals, { error: `Choose one of ${values.join(', ')}.` })
    .default(fallback)
    .meta({ ...texts });
}
