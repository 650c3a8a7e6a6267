import { both } from '../locale/words.ts';
import { html, type Markup } from './markup.ts';

/** In the order of their numbers; what has no address is a document of its own or was looked at here. */
const references = [
  ['references.cilium', 'https://docs.cilium.io/en/v1.16/'],
  ['references.charts', 'https://helm.cilium.io/'],
  [
    'references.bandwidth',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-network-bandwidth.html',
  ],
  [
    'references.ena',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-network-performance-ena.html',
  ],
  ['references.policy', 'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html'],
  ['references.published', undefined],
  ['references.xdp-issue', 'https://github.com/cilium/cilium/issues/12138'],
  ['references.xdp-pull', 'https://github.com/cilium/cilium/issues/25453'],
  ['references.float-issue', 'https://github.com/cilium/cilium/issues/34010'],
  ['references.conover', undefined],
  [
    'references.split-cost',
    'https://docs.aws.amazon.com/cur/latest/userguide/example-split-cost-allocation-data.html',
  ],
] as const;

/** Where the static statements are from. */
export function referencesSection(): Markup {
  return html`<p>${both((words) => words.say('references.intro'))}</p>
<ol class="references">${references.map(([key, address]) => {
    const title = both((words) => words.say(key));
    return html`<li>${address === undefined ? title : html`<a href="${address}" rel="noreferrer">${title}</a>`}</li>`;
  })}</ol>`;
}
