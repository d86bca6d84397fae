/** One choice of a field. */
export interface SettingsOption {
  readonly value: string;
  readonly label: string;
}

/**
 * One field of a settings form, read from the JSON Schema of a protocol.
 * `json` is what the form has no control for: the administrator edits it as
 * text.
 */
export interface SettingsField {
  readonly name: string;
  readonly kind:
    | 'text'
    | 'multiline'
    | 'url'
    | 'number'
    | 'boolean'
    | 'choice'
    | 'list'
    | 'secret'
    | 'json';
  readonly title: string;
  readonly description?: string;
  /** Heading under which the field stands. */
  readonly group?: string;
  /** Shown only on request. */
  readonly advanced: boolean;
  readonly placeholder?: string;
  /** Several lines, for secrets such as private keys. */
  readonly multiline: boolean;
  /** The protocol tells what a value is, while it is typed. */
  readonly inspected: boolean;
  readonly isRequired: boolean;
  readonly defaultValue?: unknown;
  readonly options: readonly SettingsOption[];
  readonly isInteger: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}
