/** Processor time and memory in USD a month. */
export const costs = {
  'section.cost': 'Cost in USD a month',
  'cost.load':
    'What the measured processor time and memory cost when the load goes on all month: 1 Gbit/s of TCP, and 1,000 new connections a second, which is what the probes ran at, so that nothing is extrapolated. Processor seconds for each second are vCPUs that are held.',
  'cost.prices':
    'Prices read on {readOn}, on demand, without taxes and discounts: {instanceType} in {region} at {hour} USD an hour. Of that a vCPU is {vcpu} USD and a GiB {gibibyte} USD a month of 730 hours, a vCPU counted for nine GiB as AWS splits the price of an instance between pods [11]. On other hardware it is what the same seconds would cost there. The price is from:',
  'cost.caption':
    'USD a month by scenario, both measured nodes together, {instanceType} in {region}: the median with its 95 % interval, and how it differs',
  'cost.alone':
    'The lines do not add up: processor time of whole nodes has that of senders, receivers and agents in it, and what nodes use without load, so that differences between scenarios are what the datapath costs.',
  'cost.absent':
    'Nothing was measured that has a price: the profile of this run ({profile}) has no processor time for a fixed load and none without load, or they have no value. Profiles standard and full have them.',
  'cost.traffic': '1 Gbit/s of TCP, whole nodes',
  'cost.connections': '1,000 new connections a second, whole nodes',
  'cost.idle-nodes': 'No load, whole nodes',
  'cost.idle-agents': 'No load, processor time of the CNI’s agents',
  'cost.idle-kube-proxy': 'No load, processor time of kube-proxy',
  'cost.idle-memory': 'No load, memory of the CNI’s agents',
  'cost.loaded-memory': 'Beside 1 Gbit/s, memory of the CNI’s agents',
  'cost.kube-proxy-memory': 'No load, memory of kube-proxy',
  'references.split-cost': 'AWS Data Exports: example of split cost allocation data',
} as const;
