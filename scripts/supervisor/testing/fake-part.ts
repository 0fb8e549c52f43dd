import { existsSync } from 'node:fs';

/*
 * A part whose behaviour the test changes while it runs: each argument is a file that, where it is
 * there, makes it crash at once, never become ready, or ignore SIGTERM.
 */
const [crash = '', silent = '', deaf = ''] = process.argv.slice(2);

if (existsSync(crash)) process.exit(3);
process.once('disconnect', () => process.exit(1));
process.on('SIGTERM', () => {
  if (!existsSync(deaf)) process.exit(0);
});
if (!existsSync(silent)) process.send?.({ type: 'engine_ready', tetherUrl: null });
setInterval(() => {}, 60_000);
