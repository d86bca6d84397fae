import { fitOwnership } from './fitOwnership';

const size = (refs: string[]) => Buffer.byteLength(JSON.stringify(refs));

describe('fitOwnership', () => {
  const refs = ['user:default/ada', 'group:default/é', 'group:default/b'];

  it('keeps everything that fits', () => {
    expect(fitOwnership(refs, 1_000)).toEqual({ refs, leftOut: 0 });
    expect(fitOwnership([], 1_000)).toEqual({ refs: [], leftOut: 0 });
  });

  it('keeps the first ones within the bytes of their JSON', () => {
    for (let room = size([refs[0]]) + 1; room < 100; room += 1) {
      const fitting = fitOwnership(refs, room);
      expect(size(fitting.refs)).toBeLessThanOrEqual(room);
      expect(fitting.refs).toEqual(refs.slice(0, fitting.refs.length));
      expect(fitting.leftOut).toBe(refs.length - fitting.refs.length);
    }
  });

  it('always keeps the first one, the user', () => {
    expect(fitOwnership(refs, 1)).toEqual({ refs: [refs[0]], leftOut: 2 });
  });
});
