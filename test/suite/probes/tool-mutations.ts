import { inTurn, remove, replace, set, type TextChange, type ToolMutations, times } from './mutations.ts';

/** What iperf 3.12 printed, with status 0, when nobody listened. */
const iperfError = `{
	"start":	{ "connected": [], "version": "iperf 3.12" },
	"intervals":	[],
	"end":	{
	},
	"error":	"unable to connect to server: Connection refused"
}
`;

/** JSON has no NaN; a tool that prints one prints it bare. */
const bareNaN =
  (path: string): TextChange =>
  (text) =>
    set(path, 'NaN-here')(text).replace('"NaN-here"', 'NaN');

const negated = (path: string) => replace(path, (found) => -Number(found) - 1);

/** @param figure the path of the sum that the probe reads */
const iperf = (figure: string): ToolMutations => ({
  errorWithStatusZero: () => iperfError,
  zeroStreams: set('end.streams', []),
  notANumber: bareNaN(`${figure}.bits_per_second`),
  negative: inTurn(negated(`${figure}.bits_per_second`), negated(`${figure}.bytes`)),
  otherVersion: set('start.version', 'iperf 2.1.9'),
  missingField: remove(figure),
  wrongUnit: times(`${figure}.bits_per_second`, 1e-6),
  zeroCount: inTurn(set(`${figure}.bytes`, 0), set(`${figure}.bits_per_second`, 0)),
});

/** @param histogram the one that the probe reads; every duration in it is in seconds */
const fortio = (histogram: string): ToolMutations => ({
  errorWithStatusZero: () => '{"error":true,"message":"Aborted before even starting"}',
  zeroStreams: set(`${histogram}.Data`, null),
  notANumber: bareNaN(`${histogram}.Avg`),
  negative: inTurn(negated(`${histogram}.Min`), negated(`${histogram}.Data.0.Start`)),
  otherVersion: set('Version', '2.0.0'),
  missingField: remove(histogram),
  wrongUnit: inTurn(
    ...['Min', 'Max', 'Sum', 'Avg', 'Data.*.Start', 'Data.*.End', 'Percentiles.*.Value'].map((field) =>
      times(`${histogram}.${field}`, 1000),
    ),
  ),
  zeroCount: set(`${histogram}.Count`, 0),
});

/** Changes the figure of a line of dnsperf's summary. */
const line =
  (label: string, change: (found: string) => string): TextChange =>
  (text) => {
    const changed = text.replace(
      new RegExp(`^(  ${label}: +)(\\S+)`, 'm'),
      (_all, start, figure) => `${start}${change(figure)}`,
    );
    if (changed === text) throw new Error(`the recorded output has no ${label}`);
    return changed;
  };

const dnsperf: ToolMutations = {
  errorWithStatusZero: () => '{"error":"unable to parse the domain name"}',
  zeroStreams: line('Queries completed', () => '0'),
  notANumber: line('Queries per second', () => 'nan'),
  negative: line('Queries per second', (found) => `-${found}`),
  otherVersion: (text) => text.replace('Version 2.10.0', 'Version 1.0.1.0'),
  missingField: (text) => text.replace(/^ {2}Run time.*\n/m, ''),
  wrongUnit: line('Queries per second', (found) => String(Number(found) / 1000)),
  zeroCount: line('Queries sent', () => '0'),
};

const getent: ToolMutations = {
  errorWithStatusZero: () => '{"error":"Name or service not known"}',
  zeroStreams: () => '0 lookups\n',
  notANumber: (text) => text.replace(/^\d+/, 'NaN'),
  negative: (text) => text.replace(/^(\d+) (\d+)$/m, '$2 $1'),
  // busybox: date knows no %N.
  otherVersion: (text) => text.replaceAll(/\b(\d{10})\d{9}\b/g, '$1'),
  missingField: (text) => text.replace(/ \d+$/m, ''),
  // `date +%s%3N`
  wrongUnit: (text) => text.replaceAll(/\b(\d{13})\d{6}\b/g, '$1'),
  zeroCount: (text) => text.replace(/\d+ lookups/, '0 lookups'),
};

/** How the outputs of each probe's tool are spoilt. */
export const toolMutations: Readonly<Record<string, ToolMutations>> = {
  tcp: iperf('end.sum_received'),
  'udp-max': iperf('end.sum_received'),
  // Of the published method the sender's figure stands by itself.
  'udp-published': iperf('end.sum_sent'),
  rtt: fortio('DurationHistogram'),
  'rtt-loaded': fortio('DurationHistogram'),
  'rtt-published': {
    ...iperf('end.sum_received'),
    notANumber: bareNaN('end.streams.0.sender.mean_rtt'),
    negative: negated('end.streams.0.sender.mean_rtt'),
    missingField: remove('end.streams.0.sender.mean_rtt'),
    wrongUnit: times('end.streams.0.sender.mean_rtt', 1e-3),
    zeroCount: inTurn(
      ...['min_rtt', 'mean_rtt', 'max_rtt'].map((field) => set(`end.streams.0.sender.${field}`, 0)),
    ),
  },
  connect: fortio('ConnectionStats'),
  http: fortio('DurationHistogram'),
  'dns-latency': {
    ...dnsperf,
    zeroStreams: (text) => text.replaceAll(/^> .*\n/gm, ''),
    wrongUnit: (text) =>
      text.replaceAll(/^(> .* A )(\S+)$/gm, (_all, start, figure) => `${start}${(figure * 1000).toFixed(6)}`),
  },
  'dns-capacity': dnsperf,
  'dns-getent': getent,
  'tcp-paced': iperf('end.sum_received'),
  'connect-paced': fortio('ConnectionStats'),
  'tcp-shaped': iperf('end.sum_received'),
  'rtt-saturated': fortio('DurationHistogram'),
};
