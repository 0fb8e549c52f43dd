import { createInterface } from 'node:readline/promises';
import { UsageError } from './command.ts';
import type { Command } from './command.ts';

/**
 * Asks whether data may go, unless `--yes` has said so.
 *
 * @throws UsageError where the answer is no, or nobody is there to ask.
 */
export async function askBefore(command: Command, warning: string): Promise<void> {
  if (command.yes) return;
  if (!process.stdin.isTTY) throw new UsageError(`${warning} Say so with --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${warning} Go on? (yes/no) `);
    if (answer.trim().toLowerCase() !== 'yes') throw new UsageError('Nothing was changed.');
  } finally {
    terminal.close();
  }
}

/**
 * Keeps commands for developers away from data that somebody needs: PostgreSQL is production
 * unless NODE_ENV says otherwise, as it is for the relay itself.
 *
 * @throws UsageError.
 */
export function refuseProduction({ nodeEnv, database }: Command, what: string): void {
  const assumed = database.kind === 'postgres' ? 'production' : 'development';
  if ((nodeEnv ?? assumed) !== 'production') return;
  throw new UsageError(`${what} is not for production: set NODE_ENV=development if this is none.`);
}
