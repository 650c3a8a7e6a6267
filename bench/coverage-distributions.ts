import { seededRandom } from '../lib/suite/random.ts';

/** A source of repetitions, with what is true of it. */
export interface Distribution {
  readonly title: string;
  draw(): number;
  readonly median: number;
  /** What ratios of repetitions estimate. */
  readonly geometricMean: number;
}

const random = seededRandom(20_260_209);
/** In (0, 1]: its logarithm is finite. */
const uniform = () => 1 - random.fraction();
/** Standard normal, by Box and Muller. */
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

const sigma = 1;
const shape = 2.5;
const quietSpread = 0.05;
const outlierShare = 0.05;
const outlierFactor = 10;

/** A scenario that repeats well. */
export const steady: Distribution = {
  title: `lognormal, sigma ${quietSpread}`,
  draw: () => Math.exp(quietSpread * normal()),
  median: 1,
  geometricMean: 1,
};

const contaminated = () => steady.draw() * (uniform() <= outlierShare ? outlierFactor : 1);

/** The median of the mixture: where its lower part, 95 % of it, reaches one half. */
function contaminatedMedian(): number {
  let [low, high] = [1, 1 + quietSpread];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if ((1 - outlierShare) * normalShare(Math.log(middle) / quietSpread) < 0.5) low = middle;
    else high = middle;
  }
  return low;
}

/** The standard normal distribution function near its centre, by its series. */
function normalShare(z: number): number {
  let [term, sum] = [z, z];
  for (let k = 1; k < 40; k += 1) {
    term *= (-z * z) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

export const distributions: readonly Distribution[] = [
  {
    title: `lognormal, sigma ${sigma}`,
    draw: () => Math.exp(sigma * normal()),
    median: 1,
    geometricMean: 1,
  },
  {
    title: `Pareto, ${shape}`,
    draw: () => uniform() ** (-1 / shape),
    median: 2 ** (1 / shape),
    geometricMean: Math.exp(1 / shape),
  },
  {
    title: `${100 * outlierShare} % outliers, x${outlierFactor}`,
    draw: contaminated,
    median: contaminatedMedian(),
    geometricMean: outlierFactor ** outlierShare,
  },
];
