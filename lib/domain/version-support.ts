/** Until when a version is supported, ISO dates. Read by `doctor` and `plan`; synthesis knows no clock. */
export interface EksSupport {
  readonly standardUntil: string;
  /** After this date no new cluster of the version can be made. */
  readonly extendedUntil: string;
}

/**
 * By EKS version.
 * Source: Amazon EKS user guide, "Understand the Kubernetes version lifecycle on EKS", read on 2026-11-23.
 */
export const eksSupport: Readonly<Record<string, EksSupport>> = {
  '1.31': { standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  '1.32': { standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  '1.33': { standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  '1.34': { standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  '1.35': { standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
};

/**
 * The Cilium minors that get fixes: the last three, so 1.18 leaves with 1.21.
 * Source: Cilium's README, "Stable Releases", as of October 2026.
 */
export const supportedCiliumMinors = ['1.18', '1.19', '1.20'] as const;

export type SupportState = 'standard' | 'extended' | 'ended' | 'unknown';

/** @param date ISO, such as `2026-11-23`; the last day of support still counts. */
export function eksSupportOn(eks: string, date: string): SupportState {
  const support = eksSupport[eks];
  if (!support) return 'unknown';
  if (date <= support.standardUntil) return 'standard';
  return date <= support.extendedUntil ? 'extended' : 'ended';
}

export function ciliumIsSupported(cilium: string): boolean {
  return supportedCiliumMinors.some((minor) => cilium.startsWith(`${minor}.`));
}
