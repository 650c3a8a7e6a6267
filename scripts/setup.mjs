// @ts-check
/**
 * Brings what the benchmark needs: npm packages, system packages, Fortio. npm runs it before `bench` and
 * `test`, perhaps on an old Node and without node_modules, so it is plain JavaScript for Node 18.
 * Says first what it will do; what it may not do it says as the line to type, and goes on without.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFortio, fortioPlan, goPackages, installFortio } from './setup/fortio.mjs';
import { thisMachine } from './setup/machine.mjs';
import { installPackages, nodeAdvice, packagesAreStale } from './setup/node-modules.mjs';
import { installLine, installSystemPackages, missingPackages } from './setup/system-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const began = performance.now();
const machine = thisMachine();
const { env } = process;

// On stderr, so that `--json` leaves nothing but events on stdout.
/** @param {string} text */
const say = (text) => process.stderr.write(`set-up: ${text.replaceAll('\n', '\n        ')}\n`);

const requirements = JSON.parse(readFileSync(join(root, 'lib/cli/requirements.json'), 'utf8'));
const stale = packagesAreStale(root);
const packages = missingPackages(requirements, machine);
const mayInstall = machine.root && machine.find('apt-get') !== undefined;
let fortio = findFortio(machine) ? undefined : fortioPlan(machine);

const intentions = [
  ...(stale ? ['npm packages (npm ci)'] : []),
  ...(packages.length > 0 && mayInstall ? [`system packages (${packages.join(' ')})`] : []),
  ...(fortio && 'argv' in fortio ? [`Fortio (${fortio.argv.join(' ')}; takes minutes)`] : []),
];
if (intentions.length > 0) say(`will install ${intentions.join(', ')}`);

if (stale && !installPackages(root, env)) {
  say('npm ci failed; nothing works without it');
  process.exit(1);
}
const unusableNode = nodeAdvice(root, machine);
if (unusableNode) {
  say(unusableNode);
  process.exit(1);
}
const refused = packages.length > 0 && mayInstall ? installSystemPackages(packages, env) : packages;
if (refused.length > 0)
  say(`goes on without some tools; to have them, type\n  ${installLine(refused, machine)}`);
if (fortio && 'advice' in fortio && mayInstall) {
  const go = goPackages(machine);
  if (go.length > 0) {
    say(`will install ${go.join(' ')} and then Fortio`);
    installSystemPackages(go, env);
    fortio = fortioPlan(machine);
  }
}
if (fortio && 'advice' in fortio) say(fortio.advice);
if (fortio && 'argv' in fortio && !installFortio(fortio.argv, env))
  say(`"${fortio.argv.join(' ')}" failed; goes on without HTTP measurements`);
if (intentions.length > 0) say(`took ${((performance.now() - began) / 1000).toFixed(1)} s`);
