import { findTool } from '../../lib/targets/lab/tool-environment.ts';
import type { Input } from '../../scripts/chart-inputs.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser of this machine, `CHROMIUM` first. */
export function chromium(): Input {
  const path = [...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []), ...names]
    .map(findTool)
    .find((found) => found !== undefined);
  return path === undefined ? { missing: 'no chromium on PATH or in CHROMIUM' } : { path };
}
