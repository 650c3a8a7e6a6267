import { describe, expect, it } from '@jest/globals';
import { deleteBatch, entryId, updateBatch } from '../../../../lib/targets/lab/model/bpftool-batch.ts';

const entry = { map: 'services', key: [10, 100, 0, 1], value: [0, 255] };

describe('bpftool batch', () => {
  it('writes an entry a line, in hexadecimal', () => {
    expect(updateBatch('/sys/fs/bpf/x-maps', [entry, { ...entry, map: 'backends' }])).toBe(
      'map update pinned /sys/fs/bpf/x-maps/services key hex 0a 64 00 01 value hex 00 ff\n' +
        'map update pinned /sys/fs/bpf/x-maps/backends key hex 0a 64 00 01 value hex 00 ff\n',
    );
  });

  it('removes an entry by its key alone', () => {
    expect(deleteBatch('/m', [entry])).toBe('map delete pinned /m/services key hex 0a 64 00 01\n');
  });

  it('takes an entry with another value for the same', () => {
    expect(entryId({ ...entry, value: [1, 1] })).toBe(entryId(entry));
    expect(entryId({ ...entry, map: 'backends' })).not.toBe(entryId(entry));
  });
});
