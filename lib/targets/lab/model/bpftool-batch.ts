import type { MapEntry } from './map-entries.ts';

const hex = (bytes: readonly number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** What makes an entry the same entry: its map and key. */
export const entryId = (entry: MapEntry) => `${entry.map} ${hex(entry.key)}`;

/**
 * Lines for `bpftool batch file -` that write these entries.
 * @param maps folder in a bpffs where the maps are pinned by their names
 */
export function updateBatch(maps: string, entries: readonly MapEntry[]): string {
  return entries
    .map(
      ({ map, key, value }) =>
        `map update pinned ${maps}/${map} key hex ${hex(key)} value hex ${hex(value)}\n`,
    )
    .join('');
}

/** Lines for `bpftool batch file -` that remove these entries; each must exist. */
export function deleteBatch(maps: string, entries: readonly MapEntry[]): string {
  return entries.map(({ map, key }) => `map delete pinned ${maps}/${map} key hex ${hex(key)}\n`).join('');
}
