import { setTimeout as sleep } from 'node:timers/promises';
import { restartDelay } from './backoff.ts';
import { startRun, type Program, type ReadyOf, type ReadyType, type Run } from './one-run.ts';
import { CrashedAtStart, StartError } from './problems.ts';

/** Times in milliseconds. */
export interface Patience {
  /** From the start of a process to its ready message. */
  start: number;
  /** From SIGTERM to the end; then it is killed. */
  drain: number;
  /** A process that was ready this long was well: the next death counts as the first. */
  well: number;
}

export const PATIENCE: Patience = { start: 60_000, drain: 10_000, well: 5_000 };

export interface PartOptions<T extends ReadyType> {
  program: Program<T>;
  /** Added to the environment of the next run; may depend on what the first run said. */
  settings: (first: ReadyOf<T> | null) => Record<string, string>;
  /** One line for the person at the terminal. */
  say: (line: string) => void;
  patience?: Patience;
}

/**
 * A process of the system that is to run until it is stopped: whenever it dies it is started
 * again, after a growing delay.
 */
export class Part<T extends ReadyType> {
  readonly #options: PartOptions<T>;
  readonly #patience: Patience;
  readonly #stopping = new AbortController();
  #run: Run<T> | null = null;
  #first: ReadyOf<T> | null = null;
  #keeping: Promise<void> = Promise.resolve();
  readonly #closed = Promise.withResolvers<void>();

  constructor(options: PartOptions<T>) {
    this.#options = options;
    this.#patience = options.patience ?? PATIENCE;
  }

  /** Process id of the present run. */
  get pid(): number {
    return this.#run?.pid ?? -1;
  }

  /** Resolves when the person closed its window; it is then not started again. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /**
   * Starts it for the first time and resolves once it is ready.
   *
   * @throws StartError with what it said itself, CrashedAtStart where it said nothing. It is then
   * not started again.
   */
  async start(): Promise<ReadyOf<T>> {
    const run = this.#startRun();
    this.#first = await this.#untilReady(run);
    if (this.#first === null) {
      const ending = await run.ended;
      if (ending.startFailed) throw new StartError(ending.reason);
      const { name } = this.#options.program;
      throw new CrashedAtStart(`The ${name} could not start (${ending.reason}).`);
    }
    this.#keeping = this.#keep(run, performance.now());
    return this.#first;
  }

  /** Lets it finish what it does, and kills it where that takes too long. Never starts it again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const run = this.#run;
    if (run !== null) {
      run.terminate();
      const late = await Promise.race([
        run.ended,
        sleep(this.#patience.drain, 'late', { ref: false }),
      ]);
      if (late === 'late') {
        this.#options.say(`The ${this.#options.program.name} did not end in time and was killed.`);
        run.kill();
      }
      await run.ended;
    }
    await this.#keeping;
  }

  /** Ends it now, whatever it is doing. */
  kill(): void {
    this.#stopping.abort();
    this.#run?.kill();
  }

  #startRun(): Run<T> {
    this.#run = startRun(this.#options.program, this.#options.settings(this.#first));
    return this.#run;
  }

  async #untilReady(run: Run<T>): Promise<ReadyOf<T> | null> {
    const timer = setTimeout(() => run.kill(), this.#patience.start);
    const ready = await run.ready;
    clearTimeout(timer);
    return ready;
  }

  async #keep(firstRun: Run<T>, firstReadyAt: number): Promise<void> {
    const { program, say } = this.#options;
    let run = firstRun;
    let readyAt: number | null = firstReadyAt;
    let failures = 0;
    for (;;) {
      const { reason, closed } = await run.ended;
      if (this.#stopping.signal.aborted) return;
      if (closed) {
        this.#closed.resolve();
        return;
      }
      const wasWell = readyAt !== null && performance.now() - readyAt >= this.#patience.well;
      if (wasWell) failures = 0;
      const delay = restartDelay(failures, Math.random());
      failures += 1;
      say(
        `The ${program.name} ended (${reason}); starting it again in ${(delay / 1000).toFixed(1)} s.`,
      );
      if (await isAborted(delay, this.#stopping.signal)) return;
      run = this.#startRun();
      readyAt = (await this.#untilReady(run)) === null ? null : performance.now();
      if (readyAt !== null) say(`The ${program.name} is running again (process ${run.pid}).`);
    }
  }
}

/** Waits; true where the signal ended the wait. */
async function isAborted(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal });
    return signal.aborted;
  } catch (error) {
    if (signal.aborted) return true;
    throw error;
  }
}
