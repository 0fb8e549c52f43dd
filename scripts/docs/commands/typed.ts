import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../../setup/places.mjs';
import { scripts } from './read-commands.ts';

/** Where commands of the documents are typed: a home of its own, and what stands for the places in them. */
export interface Place {
  home: string;
  /** What the documents call it, and what it is here. */
  replacements: readonly (readonly [string, string])[];
}

export interface Typed {
  code: number | null;
  said: string;
}

/** A command as npm would run it, without another look at the set-up. */
export async function asShell(command: string): Promise<string> {
  const known = await scripts();
  return command.replaceAll(
    /npm (?:run ([\w:]+)|(start))(?: --(?= ))?/g,
    (_all, name: string | undefined, start: string | undefined) => {
      if (start !== undefined) return 'node scripts/supervisor.ts';
      const script = known[name ?? ''];
      if (script === undefined) throw new Error(`There is no npm run ${name}.`);
      return script.replace('scripts/run.mjs ', '');
    },
  );
}

/** Types it and waits for its end; failing commands say what they said. */
export async function type(command: string, place: Place): Promise<Typed> {
  const { child, said } = await begin(command, place);
  await once(child, 'close');
  return { code: child.exitCode, said: said() };
}

/** Types it, waits until it says that it is ready, and asks it to end as Ctrl-C does. */
export async function typeUntil(command: string, ready: RegExp, place: Place): Promise<Typed> {
  const { child, said } = await begin(`exec ${command}`, place);
  const ended = once(child, 'close');
  const isReady = new Promise<void>((resolve) => {
    const look = (): void => {
      if (ready.test(said())) resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
  });
  await Promise.race([isReady, ended]);
  child.kill('SIGINT');
  await ended;
  return { code: child.exitCode, said: said() };
}

async function begin(
  command: string,
  { home, replacements }: Place,
): Promise<{ child: ChildProcess; said: () => string }> {
  const shell = (await asShell(command)).replaceAll(
    /(?<![\w/])node (?=\w)/g,
    `"${process.execPath}" `,
  );
  const here = replacements.reduce((done, [from, to]) => done.replaceAll(from, to), shell);
  const { PATH } = process.env;
  const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', here], {
    cwd: ROOT,
    env: { PATH, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Less than a test waits: what never becomes ready does not outlive it.
    timeout: 110_000,
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  return { child, said: () => text };
}
