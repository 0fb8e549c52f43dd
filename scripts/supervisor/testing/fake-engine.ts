import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINE_LAUNCH_VARIABLE, EngineLaunch } from '@picture-live/shared/process';

/* Stands in for the engine where the supervisor itself is tested; see fake-relay.ts. */
const launch = EngineLaunch.parse(JSON.parse(process.env[ENGINE_LAUNCH_VARIABLE] ?? 'null'));
const behaviour = process.env['FAKE_ENGINE'] ?? '';

const note = (what: string) =>
  appendFileSync(path.join(launch.dataDir, '../events'), `engine ${what}\n`);

process.once('disconnect', () => process.exit(1));
process.on('SIGTERM', () => {
  if (behaviour === 'hangs') return;
  // Long enough for a wrong order of stopping to show.
  setTimeout(() => {
    note('stopped');
    process.exit(0);
  }, 200);
});

note(`started for ${launch.relayUrl}`);
if (behaviour === 'breaks') process.exit(7);
process.send?.({
  type: 'engine_ready',
  tetherUrl: `http://${launch.tetherHost}:${launch.tetherPort}/?token=${launch.tetherToken}`,
});
if (behaviour === 'closes') setTimeout(() => process.exit(0), 300);
// Something has to keep it running besides the channel.
setInterval(() => {}, 60_000);
