import type { ToolOutput } from '../../suite/ports.ts';
import type { Connection } from './connection.ts';
import { execInContainer } from './exec.ts';
import type { Container } from './exec-socket.ts';

/** By title: what a part of a script printed. A part that failed, or whose program is missing, is left out. */
export type Sections = ReadonlyMap<string, string>;

/** A script for the inspector, part by part: the title, and the shell command whose output is wanted. */
export type Script = Readonly<Record<string, string>>;

const mark = '@@';

/** One shell program out of the parts; each tells its status, so that an error is no answer. */
export function shellOf(script: Script): string {
  return (
    Object.entries(script)
      // The last line of a part may lack its end, as texts over HTTP do.
      .map(
        ([title, command]) =>
          `echo '${mark} ${title}'; { ${command}\n} 2>/dev/null; printf '\\n${mark} %s\\n' $?`,
      )
      .join('\n')
  );
}

/** Takes the output apart again. */
export function readSections(stdout: string): Sections {
  const sections = new Map<string, string>();
  const parts = stdout.split(new RegExp(`^${mark} `, 'm')).slice(1);
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [head = '', status = ''] = [parts[index], parts[index + 1]];
    const end = head.indexOf('\n');
    const text = head.slice(end + 1).trim();
    if (status.trim() === '0' && text !== '') sections.set(head.slice(0, end).trim(), text);
  }
  return sections;
}

/** The inspector could not be asked; its words. */
export class InspectorTrouble extends Error {
  override readonly name = 'InspectorTrouble';
}

/**
 * Asks the inspector of a node everything in a script, by one command.
 * @throws InspectorTrouble when it cannot be asked at all
 */
export async function inspect(
  connection: Connection,
  inspector: Container,
  script: Script,
  timeoutSeconds: number,
  signal?: AbortSignal,
): Promise<Sections> {
  const output = await execInContainer(
    connection,
    inspector,
    ['sh', '-c', shellOf(script)],
    { timeoutSeconds },
    signal,
  );
  const trouble = troubleIn(output);
  if (trouble !== undefined) throw new InspectorTrouble(`the inspector ${inspector.pod}: ${trouble}`);
  return readSections(output.stdout);
}

function troubleIn({ startError, lost, timedOut, exitCode }: ToolOutput): string | undefined {
  if (startError !== undefined) return startError;
  if (lost !== undefined) return lost;
  if (timedOut) return 'it did not answer in time';
  return exitCode === 0 ? undefined : `its shell ended with status ${exitCode}`;
}
