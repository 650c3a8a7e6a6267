import { describe, expect, it } from '@jest/globals';
import { objectName } from '../../../../lib/targets/lab/model/compile.ts';

describe('objectName', () => {
  const program = { source: 'pod.c', defines: { OVERLAY: 0 } };
  const sources = { 'pod.c': 'int x;', 'flow.h': 'int y;' };
  const name = objectName(program, 'clang 14', sources);

  it('is the same for the same, in whatever order files are listed', () => {
    expect(objectName(program, 'clang 14', { 'flow.h': 'int y;', 'pod.c': 'int x;' })).toBe(name);
    expect(name).toMatch(/^[0-9a-f]{32}\.o$/);
  });

  it.each([
    ['another compiler', objectName(program, 'clang 19', sources)],
    ['another constant', objectName({ ...program, defines: { OVERLAY: 1 } }, 'clang 14', sources)],
    ['another source', objectName({ ...program, source: 'socket-lb.c' }, 'clang 14', sources)],
    ['a changed header', objectName(program, 'clang 14', { ...sources, 'flow.h': 'int z;' })],
  ])('differs for %s', (_what, other) => {
    expect(other).not.toBe(name);
  });
});
