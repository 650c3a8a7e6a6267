import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { conditions } from '../../../lib/domain/ablation/figures.ts';
import { headlines, scalings } from '../../../lib/domain/headline.ts';
import { metric, metricIds } from '../../../lib/domain/metric.ts';
import { en, type Template } from '../../../lib/report/locale/en.ts';
import { headlineNames, marginReasons } from '../../../lib/report/locale/ko/domain.ts';
import { ko } from '../../../lib/report/locale/ko.ts';
import { particleAfter } from '../../../lib/report/locale/particle.ts';
import { reasonInKorean } from '../../../lib/report/locale/reasons.ts';
import { placeholdersOf } from '../../../lib/report/locale/template.ts';
import { english, korean } from '../../../lib/report/locale/words.ts';

const keys = Object.keys(en) as Template[];

/** Names that are the same in Korean: of programs, calls, keys and units. */
const withoutHangul = (text: string) => !/[가-힣]/.test(text);

describe('the locales', () => {
  it('have the same keys', () => {
    expect(Object.keys(ko).sort()).toEqual([...keys].sort());
  });

  it('put the same values into every text', () => {
    const differing = keys.filter((key) => placeholdersOf(en[key]).join() !== placeholdersOf(ko[key]).join());
    expect(differing).toEqual([]);
  });

  it('leave no English in Korean: two small words in a row are a sentence that was forgotten', () => {
    const words = /(?<![A-Za-z_.{])(?!bpf|tc eBPF)[a-z]{2,} [a-z]{2,}(?![A-Za-z_}])/;
    expect(keys.filter((key) => words.test(ko[key]))).toEqual([]);
    const same = keys.filter((key) => withoutHangul(ko[key]) && /[a-z]{3,} [a-z]{2,}/.test(ko[key]));
    expect(same).toEqual([]);
  });

  it('write Korean as Korean: no space before a particle, a unit after a space, full sentences ended', () => {
    for (const key of keys) {
      expect(ko[key]).not.toMatch(/\} (은|는|이|가|을|를|과|와)(?=[ ,.])/);
      expect(ko[key]).not.toMatch(/\d(ms|µs|Gbit|Mbit|%)/);
      if (/[a-z”)]\.$/.test(en[key]) && en[key].length > 40) expect(ko[key]).toMatch(/[.\])]$/);
    }
  });

  it('name every metric, margin and headline in both languages', () => {
    for (const id of metricIds) {
      expect(korean.metric(id)).not.toBe('');
      expect(marginReasons[id] !== undefined).toBe(metric(id).margin !== undefined);
    }
    const declared = [...headlines, ...scalings, ...conditions].map(({ id }) => id);
    expect(Object.keys(headlineNames).sort()).toEqual([...new Set(declared)].sort());
  });
});

describe('particles', () => {
  it('follow the last sound of a word, of a letter, of a digit', () => {
    const of = (word: string) => particleAfter(word, ['은', '는']);
    expect(['블록', '서버', 'A', 'model-C', 'model-E', '1', '2', '10', 'B)', 'L'].map(of)).toEqual([
      '은',
      '는',
      '는',
      '는',
      '는',
      '은',
      '는',
      '은',
      '는',
      '은',
    ]);
    expect(['서울', 'Seoul', 'E', '삼'].map((word) => particleAfter(word, ['으로', '로']))).toEqual([
      '로',
      '로',
      '로',
      '으로',
    ]);
  });

  it('agree with the Unicode table for every syllable', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0xac00, max: 0xd7a3 }), (code) => {
        const syllable = String.fromCodePoint(code);
        // Decomposed, a syllable with a final consonant has three letters.
        const closed = syllable.normalize('NFD').length === 3;
        expect(particleAfter(syllable, ['이', '가'])).toBe(closed ? '이' : '가');
      }),
    );
  });
});

describe('a text', () => {
  it('chooses a word by the number before it', () => {
    const of = (n: number) => english.say('samples.blocks', { n });
    expect([of(1), of(6), of(1000)]).toEqual(['1 block', '6 blocks', '1,000 blocks']);
    expect(korean.say('open.one', { names: 'model-C' })).toBe('model-C는 미결입니다');
  });

  it('of a reason of this program is translated, of a tool is not', () => {
    expect(reasonInKorean('the reference is server-bound in 3 of 6 blocks')).toBe(
      '기준이 블록 6개 중 3개에서 서버 한계',
    );
    expect(reasonInKorean('no value (failed: dnsperf: exit status 1)')).toBe(
      '값 없음(실패: dnsperf: exit status 1)',
    );
    expect(reasonInKorean('iperf3: error - unable to connect')).toBe('iperf3: error - unable to connect');
  });
});
