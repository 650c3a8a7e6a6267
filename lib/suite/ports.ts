import type { Observation } from '../domain/observation.ts';
import type { PolicyCaseId } from '../domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../domain/policy/policy-record.ts';
import type { Sample } from '../domain/sample.ts';
import type { Scenario } from '../domain/scenario.ts';
import type { ToolName } from './tools.ts';

/** Where a command runs. `host…` roles share a node's own network: the control of a pod measurement. */
export type Role = 'client' | 'server' | 'hostClient' | 'hostServer' | 'dns' | 'inspector';

/** The long-running programs that a testbed keeps up. */
export type ServerName = 'iperf' | 'echo' | 'fast-http' | 'httpbin' | 'dns';

/** A way to reach a server: its pod's address, its Service's address, or the node's own network. */
export interface Endpoint {
  readonly server: ServerName;
  readonly via: 'pod' | 'service' | 'host';
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One command of the field's tools. */
export interface Invocation {
  readonly role: Role;
  readonly argv: readonly [string, ...string[]];
  /** After this many seconds the command is killed; the tool's own duration flag must end it earlier. */
  readonly timeoutSeconds: number;
  readonly stdin?: string;
  /**
   * Latency repeats best with client and server on one processor, throughput needs two.
   * A target that cannot pin ignores it and says so in its facts.
   */
  readonly placement: 'same-core' | 'separate-cores';
  /**
   * `shaped`: the links between nodes are a bottleneck while it runs (lib/domain/shaped-link.ts). A plan asks it
   * only of a target that can shape links.
   */
  readonly link?: 'shaped';
  /** A second command that runs while this one measures, started first and ended after it. */
  readonly beside?: Invocation;
}

/** Exactly what a command printed and how it ended. */
export interface ToolOutput {
  readonly argv: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  /** Null when a signal ended it or it never started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** Set when the command could not be started at all, e.g. `iperf3: not found`. */
  readonly startError?: string;
  /** Set when the connection to the command was lost, to how: the command may still be running. */
  readonly lost?: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMillis: number;
  readonly beside?: ToolOutput;
}

export type ToolVersions = Readonly<Partial<Record<ToolName, string>>>;

/** How the Services stand after a change. */
export interface ServicesState {
  readonly count: number;
  /** `services.rules` and `services.sync`, or why they are absent. */
  readonly samples: readonly Sample[];
  /** Where the measured Service stands in the chain that every new connection walks, from 1. */
  readonly place?: { readonly index: number; readonly of: number };
}

/** A case of the policy matrix, executed: the record, short of where its raw outputs will lie. */
export interface PolicyTrial {
  readonly record: PolicyRecord;
  readonly outputs: readonly ToolOutput[];
}

/** What the datapath really is, by key: `routing: native`, `mtu: 9001`, ... */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** One scenario, up and running. */
export interface Testbed extends AsyncDisposable {
  /**
   * Names the pods and nodes that are measured: new whenever the testbed is built anew, and it changes while
   * the testbed is open, once, when one of them is replaced. Blocks measured on two of them are not one block.
   */
  readonly id: string;
  readonly scenario: Scenario;
  readonly facts: Facts;
  /** Keys of `facts` that contradict the scenario, one line each; empty when it is what it claims. */
  readonly mismatches: readonly string[];
  /** Never rejects for the command's sake: a failure is in the output. Rejects when `signal` aborts. */
  exec(invocation: Invocation, signal: AbortSignal): Promise<ToolOutput>;
  address(endpoint: Endpoint): Address;
  /** @param place where the measured Service is to stand in the chain, 0 first to 1 last. */
  setServices(count: number, place: number, signal: AbortSignal): Promise<ServicesState>;
  /** Cumulative counters, to be read before and after a step. */
  observe(): Promise<Observation>;
  /** Tries one policy, where policies can be tried at all. What goes wrong is in the record. */
  tryPolicy?(id: PolicyCaseId, signal: AbortSignal): Promise<PolicyTrial>;
}

/** Opening a scenario failed for a reason that will not go away: it is skipped, the run goes on. */
export class ScenarioUnavailable extends Error {
  override readonly name = 'ScenarioUnavailable';
}

/** A place where runs happen. */
export interface Target extends AsyncDisposable {
  readonly kind: 'lab' | 'kube';
  /** Set where no scenario can be shown, to the reason: then only the host's own control is left to measure. */
  readonly hostAlone?: string;
  /** What does not change while a run lasts: kernel, processors, memory, what is missing. */
  environment(): Promise<Facts>;
  /** By tool: the version that this target will run; a tool that it lacks is left out. */
  toolVersions(signal: AbortSignal): Promise<ToolVersions>;
  /** @throws ScenarioUnavailable when this target cannot show the scenario. */
  open(scenario: Scenario, signal: AbortSignal): Promise<Testbed>;
  /** Waits until the target is quiet; resolves with how long it took and whether it became so. */
  settle(signal: AbortSignal): Promise<{ readonly waitedMillis: number; readonly quiet: boolean }>;
}
