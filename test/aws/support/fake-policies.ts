import { EventEmitter, once } from 'node:events';
import { policyPods, policyPorts } from '../../../charts/policy-pods.ts';
import type { PolicyAttempt } from '../../../lib/domain/policy/policy-case.ts';
import { policyMatrix } from '../../../lib/domain/policy/policy-matrix.ts';
import type { Ended } from './fake-exec.ts';
import { type FakeObject, podAddress, workloadOf } from './fake-objects.ts';

/** One request that a pod makes, as its command line has it. */
interface Connecting {
  /** The workload of the pod. */
  readonly from: string;
  readonly url: URL;
  readonly method: string;
}

const peers: Readonly<Record<string, string>> = { ...policyPods, node: 'host-client' };

/**
 * Whoever enforces policies in a fake cluster: each refuses what its case in the matrix wants refused, and nothing
 * else. What is tried is the way to a record, not a CNI.
 */
export class FakeEnforcement {
  readonly #policies: () => Iterable<FakeObject>;
  readonly #pods: readonly FakeObject[];
  readonly #changes = new EventEmitter().setMaxListeners(0);

  constructor(policies: () => Iterable<FakeObject>, pods: readonly FakeObject[]) {
    this.#policies = policies;
    this.#pods = pods;
  }

  /** Some policy came or went. */
  changed(): void {
    this.#changes.emit('change');
  }

  /** How a command ends that tries a connection, one or many; undefined for other commands. */
  async end(pod: string, argv: readonly string[], say: (stdout: string) => void): Promise<Ended | undefined> {
    const asked = this.#connecting(pod, argv);
    if (!asked) return undefined;
    if (argv[0] === 'curl')
      return this.#refuses(asked)
        ? { stdout: '000', stderr: 'curl: (28) Connection timed out after 1001 milliseconds', exitCode: 28 }
        : { stdout: '200' };
    while (!this.#refuses(asked)) {
      say('begin\npassed\n');
      await once(this.#changes, 'change');
    }
    return { stdout: 'begin\nrefused\n'.repeat(3) };
  }

  #connecting(pod: string, argv: readonly string[]): Connecting | undefined {
    const [, method, url] = /\bcurl .*?-X (\w+) .*?(https?:\/\/[^\s']+)/s.exec(argv.join(' ')) ?? [];
    const object = this.#pods.find(({ metadata }) => metadata.name === pod);
    if (method === undefined || url === undefined || !object) return undefined;
    return { from: workloadOf(object), url: new URL(url), method };
  }

  #refuses(asked: Connecting): boolean {
    return [...this.#policies()].some(({ metadata }) => {
      const id = metadata.name.replace('cni-bench-', '');
      const [, found] = Object.entries(policyMatrix).find(([one]) => one === id) ?? [];
      return found?.attempts.some((attempt) => attempt.wanted === 'refused' && this.#isOf(asked, attempt));
    });
  }

  #isOf({ from, url, method }: Connecting, attempt: PolicyAttempt): boolean {
    const { to, port, path = '/' } = attempt;
    const host = typeof to === 'string' ? podAddress(this.#pods, policyPods[to]) : to.name;
    return (
      from === peers[attempt.from] &&
      url.hostname === host &&
      (url.port || '443') === String(policyPorts[port]) &&
      url.pathname === path &&
      method === (attempt.method ?? 'GET')
    );
  }
}
