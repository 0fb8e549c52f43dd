/** A queue that runs at most `limit` jobs at once, urgent ones before the others. */
export interface Lane {
  /** The job must handle its own errors. */
  add(job: () => Promise<void>, urgent: boolean): void;
  /** Forgets the jobs that have not begun; resolves when the running ones have ended. */
  stop(): Promise<void>;
}

export function createLane(limit: number): Lane {
  const urgentJobs: (() => Promise<void>)[] = [];
  const otherJobs: (() => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();
  let stopped = false;

  function pump(): void {
    while (running.size < limit) {
      const job = urgentJobs.shift() ?? otherJobs.shift();
      if (job === undefined) return;
      const run = job().finally(() => {
        running.delete(run);
        pump();
      });
      running.add(run);
    }
  }

  return {
    add(job, urgent) {
      if (stopped) return;
      (urgent ? urgentJobs : otherJobs).push(job);
      pump();
    },
    async stop() {
      stopped = true;
      urgentJobs.length = 0;
      otherJobs.length = 0;
      await Promise.all(running);
    },
  };
}
