import { processIo } from '../lib/cli/io.ts';
import { main } from '../lib/cli/program.ts';

// Not process.exit(): what is still being written to a pipe would be lost.
process.exitCode = await main(process.argv.slice(2), processIo());
