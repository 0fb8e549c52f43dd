import { runOnNode24 } from './setup/node24.mjs';
import { ROOT } from './setup/places.mjs';
import { toolEnvironment } from './setup/tool.mjs';
import { setUpOrExit } from './setup.mjs';

/* `npm test`: the set-up, which counts as one test like everything else, then all of them. */
await setUpOrExit(() => process.stdout.write('\n0 passed, 1 failed, 0 skipped\n'));
process.exitCode = await runOnNode24(['scripts/test/main.ts'], {
  cwd: ROOT,
  env: toolEnvironment(process.env),
});
