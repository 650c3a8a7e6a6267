/**
 * Makes dist/bench.mjs, the one file that an installed package runs: Node strips no types below
 * node_modules. Also THIRD-PARTY-LICENSES.md, from what really went into it.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packagesIn, thirdPartyLicenses } from './third-party-licenses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['bin/bench.ts'],
  outfile: 'dist/bench.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Only a checkout has the CDK app that they deploy; the command looks for it first.
  external: ['./lib/cli/campaign/cdk/*'],
  legalComments: 'eof',
  metafile: true,
  logLevel: 'warning',
  // Bundled CommonJS calls require(), which an ES module does not have.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
  },
});
const packages = packagesIn(Object.keys(metafile.inputs));
await writeFile(`${root}THIRD-PARTY-LICENSES.md`, await thirdPartyLicenses(root, packages));
