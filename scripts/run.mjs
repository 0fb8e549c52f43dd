import { runOnNode24 } from './setup/node24.mjs';
import { setUpOrExit } from './setup.mjs';

/* `node scripts/run.mjs ENTRY.ts [ARGUMENT]…`: the set-up, then the entry on Node 24. */
await setUpOrExit();
process.exitCode = await runOnNode24(process.argv.slice(2));
