import { spawn } from 'node:child_process';
import path from 'node:path';
import { exitOf } from './processes.ts';
import { PROJECT_ROOT } from './project.ts';
import { openTether, type Tether } from './tether.ts';
import { until } from './until.ts';

/** A headless laptop that nobody supervises, as a service runs it. */
export interface Headless {
  readonly url: string;
  readonly tether: Tether;
  /** Waits for a line on its output; the match. */
  says(line: RegExp): Promise<RegExpExecArray>;
  /** Asks it to end as systemd does, and waits. */
  stop(): Promise<void>;
}

/** @throws Error with what it said, and its exit code, where it does not start. */
export async function startHeadless(args: readonly string[]): Promise<Headless> {
  const entry = path.join(PROJECT_ROOT, 'desktop/src/headless/main.ts');
  const port =
    args.includes('--config') || args.includes('--tether-port') ? [] : ['--tether-port', '0'];
  const child = spawn(process.execPath, [entry, ...args, ...port], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  async function says(line: RegExp): Promise<RegExpExecArray> {
    const found = await until(`it to say ${line}`, () => {
      if (child.exitCode !== null) return 'ended';
      return line.exec(output);
    });
    if (found !== 'ended') return found;
    throw new Error(`It ended with code ${child.exitCode}: ${output}`);
  }
  const [, url = ''] = await says(/The tether UI is at (\S+)/);
  return {
    url,
    tether: openTether(url),
    says,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      const code = await exitOf(child);
      if (code !== 0) throw new Error(`It ended with code ${code}: ${output}`);
    },
  };
}
