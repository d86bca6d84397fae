import { ssoProvisioningPolicySchema } from '@latchkey/plugin-sso-common';
import type { Group } from '../stores/GroupStore';
import { planGroups, usableTitles } from './groupPlan';

const group = (title: string, source = 'okta'): Group => ({
  id: title,
  title,
  entityRef: `group:default/${title}`,
  kind: 'team',
  source,
  updatedAt: new Date(0),
});
const a = group('a');
const b = group('b');
const foreign = group('foreign', 'other');
const known = new Map([a, b, foreign].map(entry => [entry.title, entry]));
const member = (of: Group, madeBy = 'okta') => ({
  accountId: '1',
  groupId: of.id,
  madeBy,
  group: of,
});

function plan(
  groups: object,
  titles: string[] | undefined,
  current: Array<ReturnType<typeof member>> = [],
  firstSignIn = false,
) {
  const { join, leave, ignored } = planGroups({
    policy: ssoProvisioningPolicySchema.parse({ groups }),
    connectionId: 'okta',
    titles,
    known,
    current,
    firstSignIn,
  });
  const names = (list: readonly Group[]) => list.map(({ title }) => title);
  return [names(join), names(leave), ignored.map(({ name }) => name)];
}

describe('planGroups', () => {
  it.each<[string, ReturnType<typeof plan>, string[][]]>([
    [
      'mirror joins and leaves',
      plan({}, ['b'], [member(a)]),
      [['b'], ['a'], []],
    ],
    ['mirror leaves all of them', plan({}, [], [member(a)]), [[], ['a'], []]],
    [
      'mirror keeps what others made',
      plan({}, [], [member(a, 'other'), member(b, 'local')]),
      [[], [], []],
    ],
    [
      'a missing claim changes nothing',
      plan({}, undefined, [member(a)]),
      [[], [], []],
    ],
    [
      "a membership of another does not stand for one's own",
      plan({}, ['a'], [member(a, 'other')]),
      [['a'], [], []],
    ],
    ['nothing to do', plan({}, ['A'], [member(a)]), [[], [], []]],
    [
      'everySignIn never leaves',
      plan({ mode: 'everySignIn' }, ['b'], [member(a)]),
      [['b'], [], []],
    ],
    [
      'firstSignIn joins the first time',
      plan({ mode: 'firstSignIn' }, ['b'], [], true),
      [['b'], [], []],
    ],
    [
      'firstSignIn joins no second time',
      plan({ mode: 'firstSignIn' }, ['b']),
      [[], [], []],
    ],
    ['unknown ones are ignored', plan({}, ['a', 'x']), [['a'], [], ['x']]],
    [
      'those of others are ignored',
      plan({}, ['foreign']),
      [[], [], ['foreign']],
    ],
    [
      'or not, with existing: all',
      plan({ existing: 'all' }, ['foreign']),
      [['foreign'], [], []],
    ],
    [
      'one of others is left when that is forbidden later',
      plan({}, ['foreign'], [member(foreign)]),
      [[], ['foreign'], ['foreign']],
    ],
  ])('GROUP-3 %s', (_, result, expected) => {
    expect(result).toEqual(expected);
  });
});

describe('usableTitles', () => {
  it('GROUP-1 collapses white space, keeps the first of equal names, and says what it leaves out', () => {
    const { titles, ignored } = usableTitles([
      ' Team  A ',
      'team a',
      'Ｔeam A',
      '',
      '  ',
      'x'.repeat(200),
      'x'.repeat(201),
      'bell\u0007',
      'half\ud800',
      '__proto__',
    ]);
    expect(titles).toEqual(['Team A', 'x'.repeat(200), '__proto__']);
    expect(ignored).toHaveLength(5);
    expect(ignored.every(({ name }) => name.length <= 200)).toBe(true);
  });
});
