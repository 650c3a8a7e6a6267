import { describe, expect, it } from '@jest/globals';
import { ablationFigures } from '../../../lib/domain/ablation/figures.ts';
import { mechanismOf, mechanisms } from '../../../lib/domain/ablation/mechanisms.ts';

describe('what mechanisms lead one to expect', () => {
  it('is of declared figures, each once in a setting', () => {
    const known = ablationFigures.map(({ id }) => id);
    const declared = mechanisms.flatMap(({ tuning, figures, setting = 'anywhere' }) =>
      figures.map((figure) => ({ tuning, figure, setting })),
    );
    for (const { figure } of declared) expect(known).toContain(figure);
    const names = declared.map(({ tuning, figure, setting }) => `${tuning} ${figure} ${setting}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('holds in its own setting', () => {
    const found = (['lab', 'test bed', 'eks'] as const).map((setting) => [
      mechanismOf('host-routing', 'rtt', setting)?.expect,
      mechanismOf('socket-lb', 'connect-many', setting)?.expect,
      mechanismOf('hubble-off', 'connect', setting)?.expect,
    ]);
    expect(found).toEqual([
      ['better', 'better', undefined],
      ['better', undefined, undefined],
      ['better', undefined, 'better'],
    ]);
  });
});
