/**
 * Waits for room for `bytes`, or until `signal` aborts; room that is given after that goes back at
 * once.
 *
 * @throws the reason of the signal.
 */
export async function admitUnlessAborted(
  admit: (bytes: number) => Promise<() => void>,
  bytes: number,
  signal: AbortSignal,
): Promise<() => void> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const admission = admit(bytes).then((release) => {
    if (signal.aborted) release();
    return release;
  });
  try {
    return await Promise.race([admission, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
