import { PictureLiveError } from '@picture-live/shared/errors';
import { useEffect, useState } from 'react';

export interface Asked<T> {
  /** The newest answer; null before the first. */
  answer: T | null;
  /** Why there is no newer one, in a sentence. */
  trouble: string | null;
}

/**
 * Asks the engine, and again whenever `ask` is another function; answers that come too late are let
 * fall.
 */
export function useAsked<T>(ask: () => Promise<T>): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ answer: null, trouble: null });
  useEffect(() => {
    let isCurrent = true;
    ask().then(
      (answer) => isCurrent && setAsked({ answer, trouble: null }),
      (error: unknown) => {
        if (!(error instanceof PictureLiveError)) throw error;
        if (isCurrent) setAsked((before) => ({ ...before, trouble: error.message }));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [ask]);
  return asked;
}
