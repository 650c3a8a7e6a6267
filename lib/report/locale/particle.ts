/** The first and the last of the 11,172 syllables; every 28th ends in a vowel. */
const [firstSyllable, lastSyllable, finals] = [0xac00, 0xd7a3, 28];
const rieul = 8;

type Ending = 'vowel' | 'rieul' | 'consonant';

/** How digits and Latin letters end when they are read in Korean: 1 is "il", L is "el". */
const read: Readonly<Record<string, Ending>> = {
  0: 'consonant',
  1: 'rieul',
  3: 'consonant',
  6: 'consonant',
  7: 'rieul',
  8: 'rieul',
  l: 'rieul',
  r: 'rieul',
  m: 'consonant',
  n: 'consonant',
};

function endingOf(text: string): Ending {
  const last = text.replace(/[^\p{L}\p{N}]+$/u, '').at(-1) ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code < firstSyllable || code > lastSyllable) return read[last.toLowerCase()] ?? 'vowel';
  const final = (code - firstSyllable) % finals;
  if (final === 0) return 'vowel';
  return final === rieul ? 'rieul' : 'consonant';
}

/**
 * The particle that follows a word, by the word's last sound.
 * @param forms after a consonant, then after a vowel: 은/는, 이/가, 을/를, 과/와, 으로/로
 */
export function particleAfter(word: string, forms: readonly [string, string]): string {
  const ending = endingOf(word);
  // 로 alone follows rieul as it follows a vowel: 서울로, E로.
  const afterVowel = ending === 'vowel' || (ending === 'rieul' && forms[1] === '로');
  return afterVowel ? forms[1] : forms[0];
}
