export interface Stoppable {
  stop(): Promise<void>;
}

/** Stops everything, the newest first, also where one of them cannot be stopped; then throws. */
export async function stopAll(started: Stoppable[]): Promise<void> {
  const failures: unknown[] = [];
  for (const one of started.splice(0).toReversed()) {
    await one.stop().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be stopped.');
}
