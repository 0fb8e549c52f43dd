import { PictureLiveError } from '@picture-live/shared/errors';
import { useState } from 'preact/hooks';

export interface Task<Args extends unknown[]> {
  /** Does it, unless it is being done. Resolves to null, or to why it failed. */
  run: (...args: Args) => Promise<PictureLiveError | null>;
  busy: boolean;
  /** Why the last try failed; null: it did not. */
  error: PictureLiveError | null;
}

/** Something that takes a moment and may fail. What is no failure of the relay is thrown on. */
export function useTask<Args extends unknown[]>(
  work: (...args: Args) => Promise<unknown>,
): Task<Args> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<PictureLiveError | null>(null);

  async function run(...args: Args): Promise<PictureLiveError | null> {
    if (busy) return null;
    setBusy(true);
    setError(null);
    try {
      await work(...args);
      return null;
    } catch (thrown) {
      if (!(thrown instanceof PictureLiveError)) throw thrown;
      setError(thrown);
      return thrown;
    } finally {
      setBusy(false);
    }
  }
  return { run, busy, error };
}
