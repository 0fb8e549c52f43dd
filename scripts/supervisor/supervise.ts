import { checkDemo, startDemo } from './demo-process.ts';
import { prepareHome, type Home } from './home.ts';
import { openBrowser } from './open-browser.ts';
import type { Options } from './options.ts';
import { tellPhotos } from './photo-news.ts';
import { StartError } from './problems.ts';
import { readyLine } from './ready-line.ts';
import { aborted, listenForStop } from './stop-requests.ts';
import { summary } from './summary.ts';
import { System, type Programs, type Running } from './system.ts';

const FORCED = 130;

/**
 * Runs the whole system until somebody asks it to stop.
 *
 * @returns the exit code: 0 after an orderly stop, 1 where it could not start, 130 where somebody
 * did not want to wait for an orderly stop.
 */
export async function supervise(options: Options, programs: Programs): Promise<number> {
  const requests = listenForStop();
  try {
    if (options.demo !== null) await checkDemo(options.demo);
    const home = await prepareHome(options);
    const system = new System(options, home, programs, complain);
    const forced = aborted(requests.force).then(() => {
      system.kill();
      return FORCED;
    });
    return await Promise.race([runSystem(system, options, home, requests.stop), forced]);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    complain(error.message);
    return 1;
  } finally {
    requests.dispose();
  }
}

async function runSystem(
  system: System,
  options: Options,
  home: Home,
  stop: AbortSignal,
): Promise<number> {
  try {
    const running = await Promise.race([system.start(), aborted(stop)]);
    if (running === undefined) return 0;
    announce(system, options, home, running);
    const demo = options.demo === null ? null : startDemo(options.demo, home, complain);
    if (!options.json) void tellPhotos(running, tell, stop);
    await Promise.race([aborted(stop), system.closed]);
    demo?.kill();
    if (!options.json) tell('Stopping: finishing what is under way …');
    return 0;
  } finally {
    await system.stop();
  }
}

function announce(system: System, options: Options, home: Home, running: Running): void {
  if (options.json) {
    process.stdout.write(readyLine(running, home, system.pids));
    return;
  }
  process.stdout.write(summary(running, home, options, process.stdout.isTTY));
  if (options.open && running.tether !== null) openBrowser(running.tether, complain);
}

function tell(line: string): void {
  process.stdout.write(`  ${clock()}  ${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

function clock(): string {
  return new Date().toLocaleTimeString('en-GB');
}
