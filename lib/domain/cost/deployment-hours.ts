/** How long a scenario exists besides being measured; nobody has deployed these stacks yet. */

/**
 * The control plane takes 13 to 16 minutes (Seoul 834 s, Frankfurt 916 s: "Unofficial EKS cluster
 * creation performance across AWS regions"); nodes, CNI, CoreDNS and workloads are taken for as long again.
 */
export const creationHours = 0.5;

/** Taken for as long as creation. Functions in the VPC (`endpointCidrs`) make it 20 to 40 minutes more. */
export const deletionHours = 0.5;

/** What creation and deletion together take at most; each is under 45 minutes. */
export const longestCreationAndDeletionHours = 1.5;

/**
 * How long a number of jobs takes when so many at most run at once, each begun as soon as there is room.
 * @param hours of each job, in the order of their beginning
 */
export function wallClockHours(hours: readonly number[], parallel: number): number {
  const lanes = new Array<number>(Math.max(1, parallel)).fill(0);
  for (const job of hours) {
    const first = lanes.indexOf(Math.min(...lanes));
    lanes[first] = (lanes[first] ?? 0) + job;
  }
  return Math.max(...lanes);
}
