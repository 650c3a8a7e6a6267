/** Calls in a row, computed from those that were measured. */
export const chains = {
  'chain.intro':
    'What calls in a row take when each is drawn anew from those that were measured: the distribution of their sum, by convolution. Percentiles do not add: two calls that are each slow once in a hundred times are rarely slow together.',
  'chain.assumption':
    'Computed, not measured, and only if no call depends on another. What slows several of them at once (a busy processor, a burst of other traffic, a pause of a runtime) makes real tails longer, what each measured call has and a chain has once, such as the client’s own start from sleep, makes real chains shorter, and what the services do themselves comes on top.',
  'chain.bounds':
    'A call is known to lie in a bucket of a histogram, or between two percentiles as the tool interpolates them where no raw output is at hand, and not where in it: each figure is what bounds it from below and above, the median over blocks.',
  'chain.caption.round-trips': 'Round trips of 24 bytes in a row, on kept connections without load, {unit}',
  'chain.caption.requests': 'HTTP requests in a row, out of 1,000 a second on kept connections, {unit}',
  'chain.head.p50': '{calls:call/calls}, p50',
  'chain.head.p99': '{calls:call/calls}, p99',
  'chain.head.against': '{calls:call/calls} against {baseline}',
  'chain.longer': 'longer in every block',
  'chain.shorter': 'shorter in every block',
  'chain.not-apart': 'not apart',
  'chain.from': 'from {low} on',
  'chain.histograms': 'histograms',
  'chain.percentiles': 'percentiles alone',
  'chain.absent':
    'No calls in a row are computed: this run has no block with calls enough (a thousand) to draw them from.',
  'chain.no-requests':
    'HTTP requests in a row are not computed: that takes the histogram of a thousand of them in a raw output, which this report does not have.',
} as const;
