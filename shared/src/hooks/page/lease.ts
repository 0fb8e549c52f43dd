/** Longer than the work, a call with its timeout; then a tab that was closed in it gives way. */
const LEASE_MS = 15_000;
const LOOK_EVERY_MS = 60;
/** What two tabs that wrote at once need to see who was the last. */
const SETTLE_MS = 25;

/**
 * Takes turns by a note in the storage that all tabs share. Not proof against everything, as a lock
 * would be; what it guards, a login that is renewed twice at once, the relay forgives once.
 *
 * @param storage `localStorage`.
 */
export function leaseAlone(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  key: string,
) {
  return async function alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = globalThis.crypto.getRandomValues(new Uint32Array(2)).join('-');
    await take(mine);
    try {
      return await work();
    } finally {
      if (holder() === mine) storage.removeItem(key);
    }
  };

  function holder(): string | null {
    const [who = '', until = '0'] = storage.getItem(key)?.split(' ') ?? [];
    return Number(until) > Date.now() ? who : null;
  }

  async function take(mine: string): Promise<void> {
    const patience = Date.now() + LEASE_MS;
    while (Date.now() < patience) {
      if (holder() === null) {
        storage.setItem(key, `${mine} ${Date.now() + LEASE_MS}`);
        await pause(SETTLE_MS);
        if (holder() === mine) return;
      }
      await pause(LOOK_EVERY_MS * (0.5 + Math.random()));
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
