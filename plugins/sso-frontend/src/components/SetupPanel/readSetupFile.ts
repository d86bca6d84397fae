import { MAX_SETUP_DOCUMENT_LENGTH } from '@latchkey/plugin-sso-common';

/** Text of a file, or why there is none. */
export type SetupFile =
  | { readonly kind: 'read'; readonly document: string }
  | { readonly kind: 'tooLarge' | 'unreadable' };

/** Reads a document; one that would not be accepted is not even opened. */
export function readSetupFile(file: File): Promise<SetupFile> {
  // Text never has more characters than bytes.
  if (file.size > MAX_SETUP_DOCUMENT_LENGTH) {
    return Promise.resolve({ kind: 'tooLarge' });
  }
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onerror = () => resolve({ kind: 'unreadable' });
    reader.onload = () => {
      const document = String(reader.result).trim();
      resolve(document ? { kind: 'read', document } : { kind: 'unreadable' });
    };
    reader.readAsText(file);
  });
}
