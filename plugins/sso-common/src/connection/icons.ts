import { z } from 'zod/v4';

/**
 * Icons that every portal has for sign-in buttons.
 *
 * @public
 */
export const ssoIconNames = [
  'key',
  'shield',
  'openid',
  'building',
  'school',
  'global',
  'user',
  'github',
  'gitlab',
  'google',
  'microsoft',
] as const;

/** @public */
export type SsoIconName = (typeof ssoIconNames)[number];

const MAX_ICON_CHARACTERS = 64 * 1024;

/**
 * An icon by name, or a small picture as a data URL. SVG is not accepted: it
 * can carry scripts.
 *
 * @public
 */
export const ssoIconSchema = z.union([
  z.enum(ssoIconNames),
  z
    .string()
    .max(MAX_ICON_CHARACTERS, 'Use a picture of at most 48 kB.')
    .regex(
      /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/,
      'Use a PNG, JPEG or WebP picture.',
    ),
]);

/** @public */
export type SsoIcon = z.infer<typeof ssoIconSchema>;
