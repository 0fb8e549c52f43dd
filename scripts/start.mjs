import { runOnNode24 } from './setup/node24.mjs';
import { setUpOrExit } from './setup.mjs';

await setUpOrExit();
process.exitCode = await runOnNode24(['scripts/supervisor.ts', ...process.argv.slice(2)]);
