import { setTimeout as delay } from 'node:timers/promises';

const pollMillis = 20;

/**
 * Waits for something that comes about while another thing lasts.
 * @throws Error when that is over before
 */
export async function until(holds: () => Promise<boolean>, during: Promise<unknown>): Promise<void> {
  let isOver = false;
  void during.finally(() => {
    isOver = true;
  });
  while (!(await holds())) {
    if (isOver) throw new Error('it was over before');
    await delay(pollMillis);
  }
}
