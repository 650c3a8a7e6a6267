import type { Invocation } from '../lib/suite/ports.ts';
import type { Probe } from '../lib/suite/probe.ts';

/** The probe, with every command that it asks for written down. */
export function recording(probe: Probe, into: Invocation[]): Probe {
  return {
    ...probe,
    next(context, outputs) {
      const invocation = probe.next(context, outputs);
      if (invocation) into.push(invocation);
      return invocation;
    },
  };
}
