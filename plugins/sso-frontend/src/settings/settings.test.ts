import { findSettingProblem } from './findSettingProblem';
import { groupSettingsFields } from './groupSettingsFields';
import { readSettingsFields } from './readSettingsFields';
import { toFormValue, toSettingValue } from './settingValues';

const read = (property: object, isRequired = false) =>
  readSettingsFields({
    properties: { theField: property },
    required: isRequired ? ['theField'] : [],
  })[0];

describe('readSettingsFields', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', format: 'uri' }, 'url'],
    [{ type: 'string', multiline: true }, 'multiline'],
    [{ type: 'string', secret: true }, 'secret'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'string', enum: ['a', 'b'] }, 'choice'],
    [{ anyOf: [{ const: 'a', title: 'A' }] }, 'choice'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'object' }, 'json'],
  ])('has a control for %j', (property, kind) => {
    expect(read(property).kind).toBe(kind);
  });

  it('makes a title where there is none', () => {
    expect(read({ type: 'string' }).title).toBe('The field');
  });

  it('keeps the titles of choices', () => {
    expect(
      read({ oneOf: [{ const: 'a', title: 'First' }, { const: 'b' }] }).options,
    ).toEqual([
      { value: 'a', label: 'First' },
      { value: 'b', label: 'b' },
    ]);
  });

  it('has values inspected that are marked so, but no secrets', () => {
    const marked = { type: 'string', inspected: true };

    expect(read(marked).inspected).toBe(true);
    expect(read({ ...marked, secret: true }).inspected).toBe(false);
    expect(read({ type: 'string' }).inspected).toBe(false);
  });

  it('leaves out the bounds of any whole number', () => {
    const field = read({
      type: 'integer',
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: 10,
    });

    expect(field.minimum).toBeUndefined();
    expect(field.maximum).toBe(10);
  });
});

describe('groupSettingsFields', () => {
  it('groups by heading in the order of first appearance', () => {
    const fields = readSettingsFields({
      properties: {
        a: { type: 'string', group: 'B' },
        b: { type: 'string' },
        c: { type: 'string', group: 'B' },
      },
    });

    expect(
      groupSettingsFields(fields).map(({ title, fields: members }) => [
        title,
        members.map(({ name }) => name),
      ]),
    ).toEqual([
      ['B', ['a', 'c']],
      [undefined, ['b']],
    ]);
  });
});

describe('settings values', () => {
  it.each([
    [{ type: 'string' }, 'x', 'x'],
    [{ type: 'boolean' }, true, true],
    [{ type: 'number' }, 5, 5],
    [{ type: 'array', items: { type: 'string' } }, ['a', 'b'], ['a', 'b']],
    [{ type: 'object' }, { a: [1] }, { a: [1] }],
  ])('of %j survive the form', (property, value, expected) => {
    const field = read(property);

    expect(toSettingValue(field, toFormValue(field, value))).toEqual(expected);
  });

  it('starts with the default and leaves out what is empty', () => {
    const field = read({ type: 'string', default: 'basic' });

    expect(toFormValue(field, undefined)).toBe('basic');
    expect(toSettingValue(field, '  ')).toBeUndefined();
  });

  it('sends an empty list where a default would come back', () => {
    const list = { type: 'array', items: { type: 'string' } };

    expect(toSettingValue(read({ ...list, default: ['a'] }), '\n')).toEqual([]);
    expect(toSettingValue(read(list), '\n')).toBeUndefined();
  });
});

describe('findSettingProblem', () => {
  it.each([
    [{ type: 'string', format: 'uri' }, 'data:text/html,x', 'url'],
    [{ type: 'string', minLength: 3 }, 'ab', 'minLength'],
    [{ type: 'string', maxLength: 1 }, 'ab', 'maxLength'],
    [{ type: 'string', pattern: '^a$' }, 'b', 'pattern'],
    [{ type: 'integer' }, 1.5, 'integer'],
    [{ type: 'integer', minimum: 2 }, 1, 'minimum'],
    [{ type: 'integer', maximum: 2 }, 3, 'maximum'],
    [{ type: 'object' }, '{', 'json'],
  ])('in %j finds %j', (property, value, kind) => {
    expect(findSettingProblem(read(property), value)?.kind).toBe(kind);
  });

  it.each([
    [{ type: 'string', format: 'uri' }, 'https://example.com/path'],
    [{ type: 'string', pattern: '^a$' }, 'a'],
    [{ type: 'integer', minimum: 1, maximum: 3 }, 2],
    [{ type: 'object' }, '{"a":1}'],
  ])('finds nothing in %j with %j', (property, value) => {
    expect(findSettingProblem(read(property, true), value)).toBeUndefined();
  });

  it('asks for required values only', () => {
    expect(findSettingProblem(read({ type: 'string' }, true), ' ')).toEqual({
      kind: 'required',
    });
    expect(findSettingProblem(read({ type: 'string' }), '')).toBeUndefined();
  });
});
