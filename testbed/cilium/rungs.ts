/**
 * Prints the scenarios and variants that the test bed can show of an ablation, on one line: those with the fewest
 * tunings first, so that an upgrade mostly adds one. `node testbed/cilium/rungs.ts forward`
 */
import { ablationScenarios } from '../../lib/domain/ablation/ablation-scenarios.ts';
import type { Direction } from '../../lib/domain/ablation/asked-steps.ts';
import { parseScenario } from '../../lib/domain/scenario.ts';

const known: readonly Direction[] = ['forward', 'alone', 'backward'];
const asked = known.filter((direction) => process.argv.slice(2).includes(direction));
const height = (name: string) => parseScenario(name).tunings.length;
const rungs = ablationScenarios('test bed', asked).toSorted((one, other) => height(one) - height(other));
process.stdout.write(`${rungs.join(' ')}\n`);
