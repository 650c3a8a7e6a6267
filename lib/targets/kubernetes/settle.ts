import type { Script, Sections } from './inspector.ts';

/** How long a step waits for quiet nodes, in windows of 100 ms. */
const fullPatience = 50;
/** On nodes that never become quiet a run shall still end: it then waits this long. */
const leastPatience = 2;

/**
 * Lets a step begin when the nodes are quiet. Each time in vain halves the patience for the next step; a
 * quiet moment restores it.
 */
export class NodeGate {
  #patience = fullPatience;

  /** @param ask puts a script to each measured node */
  async wait(ask: (script: Script) => Promise<readonly Sections[]>): Promise<boolean> {
    const answers = await ask(settleScript(this.#patience));
    const quiet = answers.every((answer) => answer.get('quiet') === 'yes');
    this.#patience = quiet ? fullPatience : Math.max(leastPatience, Math.floor(this.#patience / 2));
    return quiet;
  }
}

/**
 * Waits on the node itself until its processors are more than 90 % idle over 100 ms, stolen time not being
 * idle; one command instead of many, since each is a load of its own.
 * @param windows how many of 100 ms it waits at most
 */
export function settleScript(windows: number): Script {
  return {
    quiet: `answer=no; i=0
while [ $i -lt ${windows} ]; do
  set -- $(head -1 /proc/stat); busy=$(($2 + $3 + $4 + $7 + $8 + $9)); idle=$(($5 + $6))
  sleep 0.1
  set -- $(head -1 /proc/stat); busy=$(($2 + $3 + $4 + $7 + $8 + $9 - busy)); idle=$(($5 + $6 - idle))
  if [ $((busy * 9)) -lt $idle ]; then answer=yes; break; fi
  i=$((i + 1))
done
echo $answer`,
  };
}
