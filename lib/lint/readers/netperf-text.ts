/** One figure that netperf printed, under its keyword name. */
export interface NetperfValue {
  readonly text: string;
  /** `line 4`, with the column in CSV. */
  readonly at: string;
}

/** CSV names its columns in words; these are the keywords (netperf manual, Omni Output Selection). */
const keywords: Readonly<Record<string, string>> = {
  throughput: 'THROUGHPUT',
  'throughput units': 'THROUGHPUT_UNITS',
  'transaction rate tran/s': 'TRANSACTION_RATE',
  'round trip latency usec/tran': 'RT_LATENCY',
  'minimum latency microseconds': 'MIN_LATENCY',
  'mean latency microseconds': 'MEAN_LATENCY',
  '50th percentile latency microseconds': 'P50_LATENCY',
  '90th percentile latency microseconds': 'P90_LATENCY',
  '99th percentile latency microseconds': 'P99_LATENCY',
  'local send throughput': 'LOCAL_SEND_THROUGHPUT',
  'remote recv throughput': 'REMOTE_RECV_THROUGHPUT',
};

export interface NetperfText {
  /** `TCP REQUEST/RESPONSE`; absent where netperf was told to print no banner. */
  readonly test?: string;
  /** Transactions that were sent before the first answer. */
  readonly burst: number;
  readonly values: ReadonlyMap<string, NetperfValue>;
}

/** Takes `-k` and `-o` output apart; undefined when the text is neither. */
export function netperfText(text: string): NetperfText | undefined {
  const lines = text.split(/\r?\n/);
  const banner = lines
    .map((line) => /^(?:MIGRATED )?(.*?) TEST from .*?(?:first burst (\d+))?$/i.exec(line))
    .find(Boolean);
  const values = new Map<string, NetperfValue>();
  for (const [index, line] of lines.entries()) {
    const pair = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    if (pair?.[1] !== undefined)
      values.set(pair[1], { text: (pair[2] ?? '').trim(), at: `line ${index + 1}` });
    const columns = line.split(',').map((column) => column.trim());
    if (!columns.some((column) => keywords[column.toLowerCase()])) continue;
    const cells = lines[index + 1]?.split(',') ?? [];
    for (const [column, name] of columns.entries())
      values.set(keywords[name.toLowerCase()] ?? name, {
        text: (cells[column] ?? '').trim(),
        at: `line ${index + 2}, "${name}"`,
      });
  }
  const known = [...values.keys()].some((key) => Object.values(keywords).includes(key));
  if (!known) return undefined;
  return {
    burst: Number(banner?.[2] ?? 0),
    values,
    ...(banner?.[1] === undefined ? {} : { test: banner[1] }),
  };
}
