import type { Claim } from '../claim.ts';
import { dns } from './dns.ts';
import { ebpfScaling } from './ebpf-scaling.ts';
import { httpTail } from './http-tail.ts';
import { iptablesScaling } from './iptables-scaling.ts';
import { loadedRtt } from './loaded-rtt.ts';
import { throughput } from './throughput.ts';
import { udpLoss } from './udp-loss.ts';

/** The seven headlines of the published report, in its order. */
export const publishedClaims: readonly Claim[] = [
  throughput,
  loadedRtt,
  httpTail,
  udpLoss,
  iptablesScaling,
  ebpfScaling,
  dns,
];
