import { k8s } from 'cdk8s-plus-31';

/** `nobody` nearly everywhere; the images name users of their own or root. */
const unprivilegedUser = 65_534;

/** What every container of ours may do: nothing. Capabilities that one needs it adds by name. */
export const unprivileged = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const satisfies k8s.SecurityContext;

/** For pods whose programs need no root. */
export const unprivilegedPod = {
  runAsNonRoot: true,
  runAsUser: unprivilegedUser,
  runAsGroup: unprivilegedUser,
  seccompProfile: { type: 'RuntimeDefault' },
} as const satisfies k8s.PodSecurityContext;

/**
 * What a measured container asks for. It has no CPU limit: the kernel enforces one by halting the program
 * for the rest of each 100 ms, and a latency would show the limit. Memory is limited to what none reaches.
 */
export const measuredResources: k8s.ResourceRequirements = {
  requests: { cpu: quantity('100m'), memory: quantity('64Mi') },
  limits: { memory: quantity('1Gi') },
};

/** For containers that nothing is measured on. */
export const limitedResources: k8s.ResourceRequirements = {
  requests: { cpu: quantity('10m'), memory: quantity('32Mi') },
  limits: { cpu: quantity('500m'), memory: quantity('256Mi') },
};

/**
 * Asks until the program listens, and then never again: a readiness probe would go on during measurements.
 */
export function untilItListens(port: number): k8s.Probe {
  return {
    tcpSocket: { port: k8s.IntOrString.fromNumber(port) },
    periodSeconds: 1,
    failureThreshold: 120,
  };
}

/** A program that does nothing until a command is executed beside it. */
export const idle = ['sleep', 'infinity'];

function quantity(text: string): k8s.Quantity {
  return k8s.Quantity.fromString(text);
}
