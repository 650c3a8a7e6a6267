/** Rules above, below and under the head only: columns are told apart by their alignment. */
export const horizontalRules = {
  ...Object.fromEntries(
    ['top', 'mid', 'bottom'].flatMap((line) =>
      ['', '-left', '-mid', '-right'].map((place) => [`${line}${place}`, '─'] as const),
    ),
  ),
  'left-mid': '',
  'mid-mid': '─',
  'right-mid': '',
  'top-left': '',
  'top-right': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  right: '',
  middle: '',
};

/** Terminals without UTF-8 are common on servers: plain letters for all but the frame's own text. */
export function plain(text: string): string {
  return text
    .replaceAll('\u00a0', ' ')
    .replaceAll('−', '-')
    .replaceAll('×', 'x')
    .replaceAll('µs', 'us')
    .replaceAll('≈', '~')
    .replaceAll('’', "'");
}
