import { expect, it } from '@jest/globals';
import { requirements } from '../../lib/cli/doctor/requirements.ts';
import { type Tool, tools } from '../../lib/suite/tools.ts';

it('the set-up installs every package that a probe needs', () => {
  const installed = new Set(requirements.flatMap((entry) => entry.debian));
  const wanted = Object.values<Tool>(tools).flatMap((tool) => tool.debianPackage ?? []);
  // Part of every Debian.
  expect(wanted.filter((name) => !installed.has(name))).toEqual(['libc-bin']);
});

it('each requirement is named once', () => {
  const ids = requirements.map((entry) => entry.id);
  expect(new Set(ids).size).toBe(ids.length);
});
