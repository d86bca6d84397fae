import { later, NOW } from '../database/__testUtils__/stores';
import { mergeNotices } from './mergeNotices';

const finding = { title: 'Expires soon', outcome: 'note', code: 'a' } as const;
const since = (moment: Date) => ({ since: moment.toISOString() });

describe('mergeNotices', () => {
  it('SAML-8 keeps since when the same one is known', () => {
    const { notices } = mergeNotices([], [finding], NOW);
    expect(notices).toMatchObject([{ ...finding, ...since(NOW) }]);
    const again = mergeNotices(
      notices,
      [{ ...finding, outcome: 'failed', detail: 'new' }],
      later(9),
    );
    expect(again.added).toEqual([]);
    expect(again.notices).toMatchObject([
      { title: finding.title, outcome: 'failed', detail: 'new', ...since(NOW) },
    ]);
  });

  it('SAML-8 tells others apart by title and code', () => {
    const { notices } = mergeNotices([], [finding], NOW);
    const others = [
      { ...finding, code: 'b' },
      { ...finding, code: undefined },
      { ...finding, title: 'Another' },
    ];
    const { added } = mergeNotices(notices, others, later(9));
    expect(added).toMatchObject(others.map(() => since(later(9))));
  });

  it('SAML-8 leaves out what passed, and bounds what providers say', () => {
    const { notices } = mergeNotices(
      [],
      [
        { title: 'Fine', outcome: 'passed' },
        { ...finding, detail: `${'x '.repeat(50_000)}\u0000` },
        ...Array.from({ length: 100 }, () => finding),
      ],
      NOW,
    );
    expect(notices).toHaveLength(50);
    expect(notices[0].detail?.length).toBeLessThan(2_100);
    expect(notices[0].detail).not.toContain('\u0000');
  });
});
