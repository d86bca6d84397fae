import type { SettingsField, SettingsOption } from './SettingsField';

/** The parts of JSON Schema 2020-12 that settings use, and our additions. */
interface PropertySchema {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: PropertySchema[];
  oneOf?: PropertySchema[];
  items?: PropertySchema;
  default?: unknown;
  title?: string;
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  group?: string;
  secret?: boolean;
  advanced?: boolean;
  placeholder?: string;
  multiline?: boolean;
  inspected?: boolean;
}

interface SettingsSchema {
  properties?: Record<string, PropertySchema>;
  required?: string[];
}

/** The fields of a form, in the order of the schema. */
export function readSettingsFields(
  schema: Record<string, unknown>,
): SettingsField[] {
  const { properties = {}, required = [] } = schema as SettingsSchema;

  return Object.entries(properties).map(([name, property]) => ({
    name,
    kind: readKind(property),
    title: property.title ?? toTitle(name),
    description: property.description,
    group: property.group,
    advanced: property.advanced ?? false,
    placeholder: property.placeholder,
    multiline: property.multiline ?? false,
    // What is secret goes to the server with a save only.
    inspected: (property.inspected && !property.secret) ?? false,
    isRequired: required.includes(name),
    defaultValue: property.default,
    options: readOptions(property),
    isInteger: property.type === 'integer',
    minimum: safeBound(property.minimum),
    maximum: safeBound(property.maximum),
    minLength: property.minLength,
    maxLength: property.maxLength,
    pattern: property.pattern,
  }));
}

function readKind(property: PropertySchema): SettingsField['kind'] {
  if (property.secret) {
    return 'secret';
  }
  if (readOptions(property).length > 0) {
    return 'choice';
  }
  switch (property.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return property.items?.type === 'string' ? 'list' : 'json';
    case 'string':
      if (property.multiline) {
        return 'multiline';
      }
      return property.format === 'uri' ? 'url' : 'text';
    default:
      return 'json';
  }
}

function readOptions(property: PropertySchema): SettingsOption[] {
  const alternatives = property.oneOf ?? property.anyOf;
  if (alternatives?.every(({ const: value }) => typeof value === 'string')) {
    return alternatives.map(({ const: value, title }) => ({
      value: String(value),
      label: title ?? String(value),
    }));
  }
  if (property.enum?.every(value => typeof value === 'string')) {
    return property.enum.map(value => ({
      value: String(value),
      label: String(value),
    }));
  }
  return [];
}

/** Leaves out the bounds that only say "a whole number". */
function safeBound(bound: number | undefined): number | undefined {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
    ? bound
    : undefined;
}

/** `clientId` → `Client id`, for properties without a title. */
function toTitle(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
