import type { BridgeEvent, EngineStatus, ShotView } from '../bridge/contract.ts';

/** Four times a second is as often as a person can read, and cheap in a burst. */
const INTERVAL_MS = 250;

export interface PublisherParts {
  status: () => EngineStatus;
  shot: (shotId: string) => ShotView | null;
}

/** Tells the shells what changed, gathered so that a burst does not flood them. */
export function createPublisher({ status, shot }: PublisherParts) {
  const listeners = new Set<(event: BridgeEvent) => void>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    const shots = [...changed].map(shot).filter((view) => view !== null);
    const ids = [...removed];
    changed.clear();
    removed.clear();
    if (listeners.size === 0) return;
    if (ids.length > 0) tell({ type: 'shots_removed', ids });
    if (shots.length > 0) tell({ type: 'shots', shots });
    tell({ type: 'status', status: status() });
  }

  function tell(event: BridgeEvent): void {
    for (const listener of listeners) listener(event);
  }

  return {
    subscribe(listener: (event: BridgeEvent) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Something of the status changed, and these shots, and these ids are no shots any more. */
    changed(shotIds: readonly string[] = [], removedIds: readonly string[] = []): void {
      for (const id of shotIds) changed.add(id);
      for (const id of removedIds) {
        changed.delete(id);
        removed.add(id);
      }
      timer ??= setTimeout(flush, INTERVAL_MS);
    },
    stop(): void {
      clearTimeout(timer);
      listeners.clear();
    },
  };
}

export type Publisher = ReturnType<typeof createPublisher>;
