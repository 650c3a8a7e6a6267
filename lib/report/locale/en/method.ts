/** How it was measured, on what, and what marks mean. */
export const method = {
  'method.plan':
    'Profile {profile}, seed {seed}: {blocks:block/blocks}, {steps:step/steps}. The same seed and profile give the same plan.',
  'method.wall':
    'It took {wall}, of which the tools ran {tools} and {gate} were spent waiting for a quiet host.',
  'method.repeated': '{n:execution was/executions were} disturbed and repeated.',
  'method.resumed': 'The run was interrupted and resumed {n:time/times}.',
  'method.voided': '{n:broken block was/broken blocks were} measured again, whole.',
  'method.unfinished': 'The run is unfinished: {counted} of {planned} steps have a record.',
  'method.blocks':
    'A block is one repetition: the numbers of Services in shuffled order, and at each number the steps of all scenarios in shuffled order, so that a drift of the host meets all alike. Blocks are the unit of every statistic; percentiles inside one tool’s output are readings, not repetitions. A failed reading is a record with its reason, never a number.',
  'method.intervals':
    'A median’s interval comes from order statistics and assumes no distribution; it exists from {fewest} blocks on. Scenarios are compared by the ratio within each block: the interval is Student’s t interval of the mean log-ratio. Of the {declared} declared figures this run holds {family}; their intervals hold together at 95 % for each scenario (Bonferroni). So do, among themselves, the two declared costs of {many} Services: of connection set-up and of requests on open connections. Everything else is descriptive, each interval for itself.',
  'method.across':
    'These scenarios are runs of their own: nothing pairs their blocks. Each block’s ratio to the host’s own network is compared between runs by Welch’s t interval of the logarithms.',
  'method.verdicts':
    'A scenario is better or worse when the whole interval lies beyond the margin and beyond the noise floor, equivalent when it lies inside the margin, and inconclusive otherwise, with the number of blocks that would settle it if centre and spread stayed as they are. The noise floor is the farther end of the interval between two copies of the baseline. It only raises the bar: where it exceeds the margin the answer is “cannot resolve”, never “equivalent”.',
  'outcome.open': 'open',
  'outcome.unavailable': 'unavailable',
  'outcome.not the datapath it claims': 'not the datapath it claims',
  'outcome.never opened': 'never opened',
  'kind.skipped': 'skipped',
  'kind.failed': 'failed',
  'kind.throttled': 'throttled',
  'kind.invalid': 'invalid',
  'kind.repeated': 'repeated',
  'kind.voided': 'voided',
  'kind.not run': 'not run',
  'mark.sender-limited': 'sender-limited',
  'mark.target-not-reached': 'target-not-reached',
  'mark.server-bound': 'server-bound',
  'mark.disturbed': 'disturbed',
  'mark.few-events': 'few-events',
  'mark-reason.sender-limited': 'the sender could not offer more: the path was not the limit',
  'mark-reason.target-not-reached': 'less than 99 % of the rate asked for was reached',
  'mark-reason.server-bound':
    'the application used its processor up: the figure describes it, not the datapath',
  'mark-reason.disturbed': 'steal or foreign load stood beside it, and no quiet repetition was to be had',
  'mark-reason.few-events': 'fewer events than the percentile needs',
} as const;
