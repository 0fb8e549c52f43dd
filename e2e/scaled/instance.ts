import type { RelayReady } from '@picture-live/shared/process';
import { startRelay, type Part, type RelaySettings } from '../harness/parts.ts';

/** One of several relays: its address stays the same whenever it ends and starts again. */
export interface Instance {
  readonly url: string;
  /** Of its latest start. */
  readonly ready: RelayReady;
  isRunning(): boolean;
  /** What it said since its first start. */
  log(): string;
  start(): Promise<void>;
  /** Asks it to end, and waits until it has drained. */
  stop(): Promise<void>;
  /** kill -9, and waits. */
  kill(): Promise<void>;
}

export async function startInstance(settings: RelaySettings): Promise<Instance> {
  let ready: RelayReady;
  let part: Part<RelayReady> | null = null;
  let earlier = '';
  const begin = async (): Promise<RelayReady> => {
    part = await startRelay(settings);
    return part.ready;
  };
  ready = await begin();
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    const ending = part;
    part = null;
    if (ending === null) return;
    await ending[how]();
    earlier += ending.log();
  };
  return {
    url: `http://127.0.0.1:${settings.port}`,
    get ready() {
      return ready;
    },
    isRunning: () => part !== null,
    log: () => earlier + (part?.log() ?? ''),
    async start() {
      ready = await begin();
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
}
