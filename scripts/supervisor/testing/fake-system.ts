import type { Program, ReadyType } from '../one-run.ts';
import { parseCommand } from '../options.ts';
import { supervise } from '../supervise.ts';

/* The real supervisor over the two stand-ins, for tests that send it signals. */
const command = parseCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  userHome: process.cwd(),
  env: {},
});
if (command.kind !== 'run') throw new Error('The tests ask only for runs.');

const standIn = <T extends ReadyType>(name: string, readyType: T): Program<T> => ({
  name,
  command: process.execPath,
  args: [`${import.meta.dirname}/fake-${name}.ts`],
  readyType,
  hasWindow: process.env['FAKE_ENGINE'] === 'closes' && name === 'engine',
});
const broken: Program<'engine_ready'> = {
  ...standIn('engine', 'engine_ready'),
  name: 'window',
  args: ['--eval', 'process.exit(127)'],
};
const engine = standIn('engine', 'engine_ready');
process.exit(
  await supervise(command.options, {
    relay: standIn('relay', 'relay_ready'),
    engine: process.env['FAKE_WINDOW'] === 'breaks' ? [broken, engine] : [engine],
  }),
);
