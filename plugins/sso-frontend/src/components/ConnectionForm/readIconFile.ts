import { ssoIconSchema } from '@latchkey/plugin-sso-common';

/** Reads a picture as a data URL; `undefined` when it cannot be an icon. */
export function readIconFile(file: File): Promise<string | undefined> {
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onerror = () => resolve(undefined);
    reader.onload = () => {
      const icon = ssoIconSchema.safeParse(reader.result);
      resolve(icon.success ? icon.data : undefined);
    };
    reader.readAsDataURL(file);
  });
}
