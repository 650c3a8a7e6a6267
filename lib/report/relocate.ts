import type { Told } from './campaign.ts';

/** The same run with the paths of its raw outputs as they are from where the report will lie. */
export function relocate({ run, records }: Told, prefix: string): Told {
  if (prefix === '') return { run, records };
  return {
    run,
    records: records.map((record) =>
      'raw' in record && record.raw !== undefined ? { ...record, raw: `${prefix}/${record.raw}` } : record,
    ),
  };
}
