import { rmdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Removes a cgroup; its processes are dying, and until the last one is gone the kernel answers EBUSY. */
export async function removeCgroup(path: string): Promise<void> {
  for (let triesLeft = 100; ; triesLeft -= 1) {
    try {
      return await rmdir(path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT') return;
      if (code !== 'EBUSY' || triesLeft === 0) throw error;
      await delay(20);
    }
  }
}
