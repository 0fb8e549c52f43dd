import os from 'node:os';
import { play } from './demo/play.ts';

/*
 * `node scripts/demo.ts HOT-FOLDER [FOLDER]`: plays a demo shoot into the hot folder, as the child
 * of the supervisor. Relay and engine go first wherever they want the processor.
 */
os.setPriority(os.constants.priority.PRIORITY_LOW);

const stop = new AbortController();
for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
  process.on(reason, () => stop.abort());
}

const [into, from] = process.argv.slice(2);
if (into === undefined) throw new Error('Usage: demo.ts HOT-FOLDER [FOLDER]');
try {
  await play(into, from ?? null, stop.signal);
  process.exit(0);
} catch (error) {
  process.stderr.write(
    `The demo stopped: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
