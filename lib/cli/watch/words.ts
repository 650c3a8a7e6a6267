import { count, duration, type Words } from '../progress/words.ts';
import type { Ended, Position, WatchEvent } from './events.ts';
import { absenceOf } from './steps.ts';

/**
 * Says what has changed, for people: lines without a full stop.
 * @param words of the run; undefined before it is known
 */
export function linesOf(event: WatchEvent, words: Words | undefined): string[] {
  switch (event.kind) {
    case 'stack':
      return [`${event.stack} is ${event.status}${because(event.reason)}; its benchmark has not begun`];
    case 'joined':
      return joinedLines(event);
    case 'stage':
      return [`stage ${event.stage}: ${event.done} of ${count(event.total, 'step')}`];
    case 'step-finished': {
      const absence = absenceOf(event.record);
      const why = absence ? `: ${absence.outcome}: ${absence.reason}` : '';
      return [`${place(event)} ${words?.step(event.step) ?? event.step.id}${why}${timeOf(event)}`];
    }
    case 'left-out':
      return [`${place(event)} ${count(event.steps, 'step')} not executed: ${event.reason}`];
    case 'stop-asked':
      return [`a stop was asked for at ${event.at} (${event.by}): the run ends with its present step`];
    case 'idle':
      return [`nobody measures: the lease ran out at ${event.since}, and no handler has taken it since`];
    case 'measuring-again':
      return [`is measured again: ${event.holder}`];
    case 'trouble':
      return [`${event.message}; asks again`];
    case 'trouble-over':
      return ['AWS answers again'];
    case 'ended':
      return [endedLine(event)];
    default: {
      const notice = words?.notice(event);
      return notice === undefined ? [] : [notice];
    }
  }
}

function joinedLines(event: Extract<WatchEvent, { kind: 'joined' }>): string[] {
  const { run, scenarios, profile, done, total, stages, trouble } = event;
  const parts = stages.map((stage) => `${stage.id} ${stage.done}/${stage.total}`).join(', ');
  return [
    `run ${run} of ${scenarios.join(',')}, profile ${profile}: ${done} of ${count(total, 'step')}${timeOf(event)}`,
    ...(parts === '' ? [] : [`stages: ${parts}`]),
    ...trouble.map(
      ({ steps, outcome, reason }) => `without a value: ${count(steps, 'step')} ${outcome}: ${reason}`,
    ),
  ];
}

function endedLine({ outcome, at, done, total, withoutValue, reason, results }: Ended): string {
  const where = results === undefined ? '' : `; ${results}`;
  const counted = `${done} of ${count(total, 'step')}, ${withoutValue} without a value${where}`;
  switch (outcome) {
    case 'finished':
      return `finished at ${at}: ${counted}`;
    case 'no-value':
      return `finished at ${at}, and no step gave a value: ${counted}`;
    case 'incomplete':
      return `ended at ${at}, with steps left out since ${reason}: ${counted}`;
    case 'stack-failed':
      return results === undefined
        ? `${reason}; its benchmark had not begun`
        : `${reason}; the run is not finished: ${counted}`;
  }
}

/** `[ 14/52]`: as `run` has it. */
function place({ done, total }: Position): string {
  return `[${String(done).padStart(String(total).length)}/${total}]`;
}

function timeOf({ done, total, secondsLeft }: Position & { readonly secondsLeft: number }): string {
  return done < total ? `, ${left(secondsLeft)}` : '';
}

export function left(seconds: number): string {
  return `${duration(seconds)} left`;
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : ` (${reason})`;
}
