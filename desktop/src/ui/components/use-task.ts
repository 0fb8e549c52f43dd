import { PictureLiveError } from '@picture-live/shared/errors';
import { useState } from 'react';

/** Something a button starts and that may fail. */
export interface Task {
  running: boolean;
  /** Why it failed the last time, in a sentence. */
  trouble: string | null;
  /** Does nothing while it is still running. */
  run: (work: () => Promise<void>) => void;
}

export function useTask(): Task {
  const [running, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function carryOut(work: () => Promise<void>): Promise<void> {
    setRunning(true);
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      setTrouble(error.message);
    } finally {
      setRunning(false);
    }
  }

  return {
    running,
    trouble,
    run: (work) => {
      if (!running) void carryOut(work);
    },
  };
}
