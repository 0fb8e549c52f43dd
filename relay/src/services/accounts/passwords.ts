import { hash, verify } from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Gate } from '../../memory/gate.ts';

/** OWASP's first choice, and the default of the library: argon2id, 19 MiB, 11 ms on our machine. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Threads of libuv's pool that passwords may hold: files and pictures need some as well. */
const AT_ONCE = 2;
/** Three seconds of work; whoever comes when as many wait is asked to come back. */
const MAX_WAITING = 400;

/** Hashes and checks passwords off the event loop, a few at once. */
export class Passwords {
  readonly #gate = new Gate(AT_ONCE);
  #waiting = 0;
  /** Of a password that nobody has: checking against it takes as long as against a real one. */
  readonly #nobodys: Promise<string> = hash('a password of nobody', COST);

  /** @throws PictureLiveError `unavailable` when too many wait. */
  async hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normalise(password), COST));
  }

  /**
   * @param stored null where there is no such account; takes the same time, and is never right.
   * @throws PictureLiveError `unavailable` when too many wait.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.#nobodys);
    const right = await this.#inTurn(() => verify(against, normalise(password)));
    return right && stored !== null;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= MAX_WAITING) throw new PictureLiveError('unavailable');
    this.#waiting += 1;
    try {
      return await this.#gate.run(work);
    } finally {
      this.#waiting -= 1;
    }
  }
}

/** The same keys on two keyboards are one password (NIST SP 800-63B, section 3.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}
