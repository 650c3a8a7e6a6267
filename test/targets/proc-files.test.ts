import { describe, expect, it } from '@jest/globals';
import { conntrackEntriesIn } from '../../lib/targets/lab/conntrack.ts';
import {
  busyMillis,
  parseCpuList,
  parseCpuTimes,
  parseProcessStat,
  parseSchedstat,
  portsIn,
} from '../../lib/targets/proc-files.ts';

describe('/proc/PID/stat', () => {
  const line = '42 (a) b) (c) S 7 42 42 0 -1 4194560 1 2 3 4 150 25 30 5 20 0 1 0 123456 0 0\n';

  it('is read behind the last bracket of the name', () => {
    expect(parseProcessStat(line)).toEqual({
      parentPid: 7,
      userTicks: 150,
      systemTicks: 25,
      childUserTicks: 30,
      childSystemTicks: 5,
      startTicks: '123456',
    });
  });

  it.each(['', '42 (sh) S', 'no bracket at all'])('refuses "%s"', (text) => {
    expect(() => parseProcessStat(text)).toThrow(/not a \/proc\/PID\/stat line/);
  });
});

describe('/proc/stat', () => {
  it('is read in milliseconds, waiting for devices counted as idle', () => {
    expect(parseCpuTimes('cpu  1 2 3 40 5 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n')).toEqual({
      processors: 1,
      user: 10,
      nice: 20,
      system: 30,
      idle: 450,
      irq: 60,
      softirq: 70,
      steal: 80,
    });
  });

  it.each(['', 'cpu  1 2 3\n', 'intr 1 2 3 4 5 6 7 8\n'])('refuses "%s"', (text) => {
    expect(() => parseCpuTimes(text)).toThrow(/not the first line/);
  });
});

describe('busy time', () => {
  const lines = ['cpu  1 2 3 400 5 6 7 8 0 0', 'cpu0 1 0 0 200 0 0 0 4 0 0', 'cpu1 0 2 3 200 5 6 7 4 0 0'];

  it('is what was neither idle nor stolen, on all processors, whatever ticks have seen of it', () => {
    expect(busyMillis(parseCpuTimes(`${lines.join('\n')}\nintr 9\n`), 5000)).toBe(2 * 5000 - 4050 - 80);
  });

  it('needs the number of processors', () => {
    expect(() => parseCpuTimes(`${lines[0]}\n`)).toThrow(/no processor/);
  });
});

describe('/proc/PID/schedstat', () => {
  it('is read in milliseconds', () => {
    expect(parseSchedstat('1500000 2000000 17\n')).toEqual({ runMillis: 1.5, delayMillis: 2 });
  });

  it.each(['', 'x y z', '12'])('refuses "%s"', (text) => {
    expect(() => parseSchedstat(text)).toThrow(/not a schedstat line/);
  });
});

describe('/proc/PID/net/tcp', () => {
  const table = `  sl  local_address rem_address   st tx_queue
   0: 00000000:1F90 00000000:0000 0A 00000000:00000000
   1: 0100007F:1451 0100007F:C000 01 00000000:00000000
`;

  it('names the ports that somebody listens on', () => {
    expect([...portsIn(table)]).toEqual([8080]);
  });
});

describe('/proc/net/stat/nf_conntrack', () => {
  it('holds the total in every line', () => {
    expect(conntrackEntriesIn('entries  clashres found\n000000ff  00000000 00000000\n000000ff  0 0\n')).toBe(
      255,
    );
  });

  it('is refused when it has no line', () => {
    expect(() => conntrackEntriesIn('entries\n')).toThrow(/not a table/);
  });
});

describe('a list of processors', () => {
  it.each([
    ['0', [0]],
    ['0-3', [0, 1, 2, 3]],
    ['1,4-5\n', [1, 4, 5]],
    ['', []],
  ])('"%s" is %j', (text, expected) => {
    expect(parseCpuList(text)).toEqual(expected);
  });
});
