/**
 * A text without line breaks and runs of blanks, and with three dots for an end where it is longer.
 * @param longest in characters. @default no limit
 */
export function oneLine(text: string, longest = Number.POSITIVE_INFINITY): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 3)}...`;
}
