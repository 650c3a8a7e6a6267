/**
 * Makes dist/bench.mjs, which an installed package runs, since Node strips no types below node_modules, and
 * beside it what commands load only when they need it. Also THIRD-PARTY-LICENSES.md, from what really went
 * into them.
 */
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packagesIn, thirdPartyLicenses } from './third-party-licenses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

// The names of parts change with their content: old ones would stay in the package.
await rm(`${root}dist`, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['bin/bench.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
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
