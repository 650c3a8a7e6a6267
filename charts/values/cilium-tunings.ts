import type { Scenario } from '../../lib/domain/scenario.ts';
import { ctTableEntries, type TuningId } from '../../lib/domain/tuning.ts';
import type { Value } from './value.ts';

/** Values by tuning; the two that make another scenario (C from B, D from C) are not among them. */
const byTuning: Readonly<Record<Exclude<TuningId, 'socket-lb' | 'native-routing'>, readonly Value[]>> = {
  'bpf-masquerade': [
    {
      key: 'bpf.masquerade',
      value: true,
      reason:
        'Source NAT in eBPF instead of iptables; BPF host routing needs it. egressMasqueradeInterfaces must stay unset beside it: the agent stops.',
    },
  ],
  'host-routing': [
    {
      key: 'bpf.hostLegacyRouting',
      value: false,
      reason:
        "Packets skip the host's network stack. Without BPF masquerade the agent falls back to the stack, whatever is asked here.",
    },
  ],
  'bandwidth-manager': [
    {
      key: 'bandwidthManager.enabled',
      value: true,
      reason:
        'fq queues and pacing by timestamps. It limits only pods with a bandwidth annotation, and none has one.',
    },
  ],
  bbr: [
    {
      key: 'bandwidthManager.bbr',
      value: true,
      reason:
        'Congestion control of pods. Needs BPF host routing and kernel 5.18; the agent stops without them.',
    },
  ],
  'larger-ct': [
    {
      key: 'extraConfig.bpf-ct-global-tcp-max',
      value: String(ctTableEntries.tcp),
      reason:
        'Connection tracking for TCP. As text: bpf.ctTcpMax given as a number becomes 1.048576e+06 in charts before 1.16.8 and stops the agent.',
    },
    {
      key: 'extraConfig.bpf-ct-global-any-max',
      value: String(ctTableEntries.any),
      reason:
        'Connection tracking for everything else. The published bpf.ctGlobalAnyMax exists in no chart and does nothing.',
    },
  ],
  'hubble-off': [
    {
      key: 'hubble.enabled',
      value: false,
      reason: 'No flow events are collected; the chart turns Hubble on.',
    },
  ],
};

/** The values of a scenario's tunings, in the order of the published report. */
export function ciliumTunings({ tunings }: Scenario): Value[] {
  const values = tunings.flatMap((id) => (id === 'socket-lb' || id === 'native-routing' ? [] : byTuning[id]));
  if (!tunings.includes('bpf-masquerade') || tunings.includes('host-routing')) return values;
  return [
    ...values,
    {
      key: 'bpf.hostLegacyRouting',
      value: true,
      reason:
        'With BPF masquerade the agent would otherwise route in eBPF too, and this variant is without it.',
    },
  ];
}
