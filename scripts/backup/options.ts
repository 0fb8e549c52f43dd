import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Surroundings } from '../supervisor/options.ts';
import { UsageError } from '../supervisor/problems.ts';
import { readWords } from '../supervisor/words.ts';

export interface BackupOptions {
  /** Absolute. */
  file: string;
  /** As it was said; undefined where it was not. */
  home: string | undefined;
  /** What is there already gives way. */
  replace: boolean;
  /** Only reads the backup. */
  verify: boolean;
}

export const BACKUP_USAGE = `Usage: npm run backup -- FILE [option]…

  FILE           the backup, one tar file; its folder exists
  --home DIR     data folder (default ~/PictureLive, or the variable PICTURE_LIVE_HOME);
                 a relay by itself is found by its own variables: DATA_DIR, DB_*, STORAGE_TYPE …
  --replace      replaces a file of this name, once the new one is complete
  --help         this text
`;

export const RESTORE_USAGE = `Usage: npm run restore -- FILE [option]…

  FILE           a backup
  --home DIR     data folder, missing or empty (default as with backup)
  --replace      moves a data folder that is there aside first
  --verify       only reads the backup and compares every byte with its checksums
  --help         this text
`;

const SPEC = {
  home: { type: 'string' },
  replace: { type: 'boolean' },
  verify: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the command line of `npm run backup` or `npm run restore`.
 *
 * @returns null where somebody asks for help.
 * @throws UsageError with one sentence.
 */
export function parseBackup(
  command: 'backup' | 'restore',
  args: readonly string[],
  { cwd, userHome }: Surroundings,
): BackupOptions | null {
  const { values, positionals } = readWords(`npm run ${command}`, () =>
    parseArgs({ args: [...args], options: SPEC, allowPositionals: true }),
  );
  if (values.help === true) return null;
  const [file = '', ...more] = positionals;
  if (file.trim() === '' || more.length > 0) {
    throw new UsageError(`Name one file: npm run ${command} -- FILE.`);
  }
  if (values.verify === true && command === 'backup') {
    throw new UsageError('A backup is checked by: npm run restore -- FILE --verify.');
  }
  // A shell leaves the tilde in `--home=~/x` alone.
  const place = (name: string) =>
    path.resolve(cwd, /^~(?=$|[/\\])/.test(name) ? userHome + name.slice(1) : name);
  const { home } = values;
  if (home?.trim() === '') throw new UsageError('--home needs the name of a folder.');
  return {
    file: place(file),
    home: home === undefined ? undefined : place(home),
    replace: values.replace === true,
    verify: values.verify === true,
  };
}
