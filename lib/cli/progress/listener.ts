import type { Progress } from '../../suite/progress.ts';

/** Shows a run as it goes. */
export interface ProgressListener extends Disposable {
  on(event: Progress): void;
}
