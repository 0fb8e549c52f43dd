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
export function refuseProduction(command: Command, what: string): void {
  if (!isProduction(command)) return;
  throw new UsageError(`${what} is not for production: set NODE_ENV=development if this is none.`);
}

/**
 * The same for commands that delete data, which somebody may have to do even there: `--yes` alone,
 * which stands in scripts and in the history of a shell, is not enough.
 *
 * @throws UsageError.
 */
export function refuseDeletion(command: Command, what: string): void {
  if (!isProduction(command) || command.yesDelete) return;
  throw new UsageError(
    `${what} deletes data of production: make a backup, then say so with --yes-delete (or set NODE_ENV=development if this is none).`,
  );
}

function isProduction({ nodeEnv, database }: Command): boolean {
  const assumed = database.kind === 'postgres' ? 'production' : 'development';
  return (nodeEnv ?? assumed) === 'production';
}
