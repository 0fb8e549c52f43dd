import path from 'node:path';
import { startEngine } from '../harness/parts.ts';
import { temporaryFolder } from '../harness/project.ts';
import { settleUp } from '../harness/proof.ts';
import { openTether, type Tether } from '../harness/tether.ts';
import type { Scaled } from './scaled.ts';

/** A photographer's laptop that delivers to the relays through nginx. */
export interface Laptop {
  readonly hotFolder: string;
  readonly tether: Tether;
  /** Waits until all of the shoot is out; says what does not hold. */
  settleUp(frames: number): Promise<string[]>;
  /** Stands still as in a bag, until `resume`. */
  suspend(): void;
  resume(): void;
  stop(): Promise<void>;
}

export async function startLaptop(scaled: Scaled): Promise<Laptop> {
  const scratch = await temporaryFolder('laptop');
  const hotFolder = path.join(scratch.path, 'hot');
  const engine = await startEngine({
    dataDir: path.join(scratch.path, 'engine'),
    hotFolder,
    relayUrl: scaled.origin,
    deviceToken: scaled.deviceToken,
    sessionId: scaled.sessionId,
    caFile: scaled.caFile,
  });
  const tether = openTether(engine.ready.tetherUrl ?? '');
  return {
    hotFolder,
    tether,
    settleUp: (frames) => settleUp(scaled.relay, tether, frames),
    suspend: () => engine.suspend(),
    resume: () => engine.resume(),
    async stop() {
      await engine.stop();
      await scratch.remove();
    },
  };
}
