const DEFECT_REST_MS = 5_000;

/** A defect of ours would otherwise be repeated as fast as the machine can. */
export async function restAfterDefect(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DEFECT_REST_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
