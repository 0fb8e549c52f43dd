import { parseCommand } from '../options.ts';
import { supervise } from '../supervise.ts';

/* The real supervisor over the two stand-ins, for tests that send it signals. */
const command = parseCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  userHome: process.cwd(),
  env: {},
});
if (command.kind !== 'run') throw new Error('The tests ask only for runs.');

const standIn = (name: string) => [`${import.meta.dirname}/fake-${name}.ts`];
process.exit(
  await supervise(command.options, {
    relay: {
      name: 'relay',
      command: process.execPath,
      args: standIn('relay'),
      readyType: 'relay_ready',
    },
    engine: {
      name: 'engine',
      command: process.execPath,
      args: standIn('engine'),
      readyType: 'engine_ready',
    },
  }),
);
