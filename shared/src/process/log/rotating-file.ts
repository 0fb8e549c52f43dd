import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

export interface RotatingFileOptions {
  folder: string;
  /** `access` is written to `access.log`, and put aside as `access.<when>.<process>.log`. */
  name: string;
  /** Bytes of this file and of all that were put aside, together. */
  maxBytes: number;
  /** Files that were put aside are deleted after so many days. */
  keepDays: number;
  /** Epoch milliseconds. */
  now: () => number;
}

/** The file that is written is one of so many parts of what all may take. */
const PARTS = 8;
const DAY_MS = 86_400_000;

/**
 * A file of lines that never grows beyond its share: it is put aside when it is full and with each
 * new day (UTC), and what was put aside goes, oldest first. Every line is with the system when
 * `write` returns, so that what a process said last is there even after `kill -9`.
 *
 * Several processes may write the same file, and anybody may move it away: each line looks first
 * which file has the name now. Files are put aside under names that nobody else has, so that of two
 * that do it at once neither overwrites what the other put aside.
 */
export class RotatingFile {
  readonly #options: RotatingFileOptions;
  readonly #file: string;
  #fd: number | null = null;
  /** Which file that is; more than a number can say exactly on Windows. */
  #inode = 0n;
  /** The UTC day of the last line, counted from 1970. */
  #day: number | null = null;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
    this.#file = path.join(options.folder, `${options.name}.log`);
  }

  /**
   * @param line with its line break at the end.
   * @throws the error of the file system; nothing of the line is in the file then.
   */
  write(line: string): void {
    const bytes = Buffer.from(line);
    const today = Math.floor(this.#options.now() / DAY_MS);
    const { fd, size } = this.#current(today);
    if (size === 0 || (today === this.#day && size + bytes.length <= this.#partBytes)) {
      this.#append(fd, bytes, size);
    } else {
      this.#putAside();
      this.#append(this.#current(today).fd, bytes, 0);
    }
    this.#day = today;
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  get #partBytes(): number {
    return Math.floor(this.#options.maxBytes / PARTS);
  }

  /** The file that has the name now, which may be another one than before. */
  #current(today: number): { fd: number; size: number } {
    const there = statSync(this.#file, { throwIfNoEntry: false, bigint: true });
    if (this.#fd !== null && there !== undefined && there.ino === this.#inode) {
      return { fd: this.#fd, size: Number(there.size) };
    }
    this.close();
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
    this.#fd = openSync(this.#file, 'a', 0o600);
    this.#inode = fstatSync(this.#fd, { bigint: true }).ino;
    this.#day = there === undefined ? today : Math.floor(Number(there.mtimeMs) / DAY_MS);
    if (there === undefined) this.#prune();
    return { fd: this.#fd, size: Number(there?.size ?? 0) };
  }

  /** The whole line or nothing of it: a disk can become full in the middle. */
  #append(fd: number, bytes: Buffer, sizeBefore: number): void {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(fd, bytes, written);
    } catch (error) {
      // Unless somebody else has written behind it meanwhile. By its name, since Windows shortens
      // nothing that was opened to append.
      const there = statSync(this.#file, { throwIfNoEntry: false });
      const isLast = there?.size === sizeBefore + written;
      if (written > 0 && isLast) truncateSync(this.#file, sizeBefore);
      throw error;
    }
  }

  #putAside(): void {
    this.close();
    const { folder, name, now } = this.#options;
    for (let at = now(); ; at += 1) {
      const when = new Date(at).toISOString().replaceAll(/[-:.]/g, '');
      const aside = path.join(folder, `${name}.${when}.${process.pid}.log`);
      if (existsSync(aside)) continue;
      return this.#rename(aside);
    }
  }

  #rename(aside: string): void {
    try {
      renameSync(this.#file, aside);
    } catch (error) {
      // Another process was first.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }

  /** Deletes what is too old, and the oldest until the next full file has room. */
  #prune(): void {
    const { folder, maxBytes, keepDays, now } = this.#options;
    const tooOld = now() - keepDays * DAY_MS;
    let room = maxBytes - this.#partBytes;
    for (const file of this.#asides().toReversed()) {
      const place = path.join(folder, file);
      const found = statSync(place, { throwIfNoEntry: false });
      room -= found?.size ?? 0;
      if (room < 0 || (found?.mtimeMs ?? 0) < tooOld) rmSync(place, { force: true });
    }
  }

  /** Oldest first, as their names are sorted. */
  #asides(): string[] {
    const { folder, name } = this.#options;
    const start = `${name}.`;
    return readdirSync(folder)
      .filter(
        (file) =>
          file.startsWith(start) && /^\d{8}T\d{9}Z\.\d+\.log$/.test(file.slice(start.length)),
      )
      .toSorted();
  }
}
