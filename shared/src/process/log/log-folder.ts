import { RotatingFile } from './rotating-file.ts';

/** Numbers as pino has them. */
export const LEVELS = { info: 30, warn: 40, error: 50 } as const;

export interface LogSettings {
  folder: string;
  /** Bytes of all its files together. */
  maxBytes: number;
  keepDays: number;
}

export interface LogFolderOptions extends LogSettings {
  /** Epoch milliseconds. */
  now: () => number;
  /** One sentence: no line can be written, or lines are written again. */
  say: (sentence: string) => void;
}

/** What a line is about: the program, or one request that it has answered. */
export type LineKind = 'program' | 'request';

/** After a failure the next line is tried this much later; those in between are missing. */
const PATIENCE_MS = 30_000;
const NAMES = ['combined', 'error', 'access'] as const;

/**
 * The log files of a program: `combined.log` with all that it says, `error.log` with its failures
 * alone, `access.log` with one line for each request it has answered. Requests have a file of their
 * own, so that many of them do not push out what the program said.
 *
 * Nothing here throws: a program goes on without its log.
 */
export class LogFolder {
  readonly #options: LogFolderOptions;
  readonly #files: Record<(typeof NAMES)[number], RotatingFile>;
  #lost = 0;
  #lostInARow = 0;
  #waitUntil: number | null = null;

  constructor(options: LogFolderOptions) {
    this.#options = options;
    const maxBytes = Math.floor(options.maxBytes / NAMES.length);
    const file = (name: string): RotatingFile => new RotatingFile({ ...options, name, maxBytes });
    this.#files = { combined: file('combined'), error: file('error'), access: file('access') };
  }

  /** Lines that could not be written. */
  get lost(): number {
    return this.#lost;
  }

  /** @param line JSON, with its line break. @param level as pino counts. */
  write(line: string, level: number, kind: LineKind = 'program'): void {
    const { now } = this.#options;
    if (this.#waitUntil !== null && now() < this.#waitUntil && !this.#clockWentBack()) {
      return this.#lose();
    }
    try {
      this.#put(line, level, kind);
      this.#recovered();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Lines that are written later open the files again. */
  close(): void {
    for (const name of NAMES) this.#files[name].close();
  }

  #put(line: string, level: number, kind: LineKind): void {
    if (kind === 'request') return this.#files.access.write(line);
    // The failure first: where there is room for one line only, it is that one.
    if (level >= LEVELS.error) this.#files.error.write(line);
    this.#files.combined.write(line);
  }

  #clockWentBack(): boolean {
    return (this.#waitUntil ?? 0) - this.#options.now() > PATIENCE_MS;
  }

  #lose(): void {
    this.#lost += 1;
    this.#lostInARow += 1;
  }

  #failed(error: unknown): void {
    this.#lose();
    const { folder, now, say } = this.#options;
    if (this.#waitUntil === null) {
      const why = error instanceof Error ? error.message : String(error);
      say(`The log files in ${folder} cannot be written, the program goes on without them: ${why}`);
    }
    this.#waitUntil = now() + PATIENCE_MS;
  }

  #recovered(): void {
    if (this.#waitUntil === null) return;
    this.#waitUntil = null;
    const { folder, say } = this.#options;
    say(`The log files in ${folder} are written again; ${this.#lostInARow} lines are missing.`);
    this.#lostInARow = 0;
  }
}
