import { execFile } from 'node:child_process';
import path from 'node:path';
import { PROJECT_ROOT } from './project.ts';

export interface Ran {
  code: number | null;
  out: string;
  said: string;
}

/** `npm run backup` or `npm run restore`, without npm itself. */
export function runCommand(
  command: 'backup' | 'restore',
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const script = path.join(PROJECT_ROOT, 'scripts/run.mjs');
  const args = [script, `scripts/${command}.ts`, ...words];
  const options = { cwd: PROJECT_ROOT, env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, options, (_error, out, said) =>
      resolve({ code: child.exitCode, out, said }),
    );
  });
}
