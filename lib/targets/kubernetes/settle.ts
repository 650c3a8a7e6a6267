import type { Script, Sections } from './inspector.ts';

/** How long a step waits for a quiet node, s. */
const patienceSeconds = 5;

/**
 * Waits on the node itself until its processors are more than 90 % idle over 100 ms, stolen time not being
 * idle; one command instead of many, since each is a load of its own.
 */
export const settleScript: Script = {
  quiet: `i=0
while [ $i -lt ${patienceSeconds * 10} ]; do
  set -- $(head -1 /proc/stat); busy=$(($2 + $3 + $4 + $7 + $8 + $9)); idle=$(($5 + $6))
  sleep 0.1
  set -- $(head -1 /proc/stat); busy=$(($2 + $3 + $4 + $7 + $8 + $9 - busy)); idle=$(($5 + $6 - idle))
  if [ $((busy * 9)) -lt $idle ]; then echo yes; break; fi
  i=$((i + 1))
done
[ $i -lt ${patienceSeconds * 10} ] || echo no`,
};

/** Whether it became quiet; a node that does not tell is not known to be. */
export function readQuiet(sections: Sections): boolean {
  return sections.get('quiet') === 'yes';
}
