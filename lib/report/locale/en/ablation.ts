/** What each tuning contributes. */
export const ablation = {
  'ablation.intro':
    'What each tuning contributes: a scenario with it against the same without it. Forward is a rung of the ladder from B by C and D to E, alone stands on D and what the tuning needs, backward takes it away from E. The intervals of one step hold together at 95 % over the figures below.',
  'ablation.caption': '{title}, {services:Service/Services}: what each tuning changes',
  'ablation.head.step': 'With / without',
  'ablation.head.difference': 'Difference',
  'ablation.head.expected': 'Expected',
  'ablation.forward': 'forward',
  'ablation.alone': 'alone',
  'ablation.backward': 'backward',
  'ablation.whole': 'All tunings over D',
  'ablation.interaction': 'Together, beyond each alone',
  'ablation.rungs': 'Rungs over D multiplied: {product}. The whole differs from that by {rest}.',
  'ablation.no-rungs':
    'Where not every rung over D has a figure nothing is added up: what is left over is not known.',
  'ablation.no-interaction':
    'Where not every tuning over D has a figure by itself, what they do together only is not known.',
  'ablation.not-shown': 'Steps that are not shown, and why',
  'ablation.impossible': 'impossible: {reason}',
  'ablation.not-here': 'not shown here: {reason}',
  'ablation.not-measured': 'not measured: needs {scenarios}',
  'ablation.lab':
    'In the lab parts are exchanged by themselves, also where the Cilium agent would refuse it: D+bbr-host-routing has BBR over the host’s stack. B is the kernel’s own VXLAN and C a program of ours, so the step from B to C exchanges more than Services; D against D-socket-lb does not.',
  'absent.ablation':
    'Not measured in this run: no two of its scenarios differ in one tuning and share a declared figure.',
  'expected.better': 'better',
  'expected.worse': 'worse',
  'expected.equivalent': 'equivalent',
} as const;
