import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { photograph } from '../../harness/frames.ts';
import { newDeviceToken, startEngine, startRelay } from '../../harness/parts.ts';
import { temporaryFolder } from '../../harness/project.ts';
import { openTether } from '../../harness/tether.ts';
import { multiplyShots } from './many-shots.ts';

/** An engine that holds shots for a review, as many as wanted, and the relay it needs. */
export interface ReviewEngine {
  /** Address of the tether UI, with its token. */
  readonly url: string;
  /** Starts it again with so many shots. */
  restartWith(shots: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startReview(): Promise<ReviewEngine> {
  const scratch = await temporaryFolder('light-table');
  const deviceToken = newDeviceToken();
  const relay = await startRelay({
    dataDir: path.join(scratch.path, 'relay'),
    deviceToken,
    port: 0,
  });
  const settings = {
    dataDir: path.join(scratch.path, 'engine'),
    hotFolder: path.join(scratch.path, 'hot'),
    relayUrl: `http://127.0.0.1:${relay.ready.port}`,
    deviceToken,
    sessionId: relay.ready.sessionId,
  };
  let engine = await startEngine(settings);
  const url = (): string => engine.ready.tetherUrl ?? '';
  const tether = openTether(url());
  await tether.call('setPublishMode', { kind: 'review' });
  const frame = await photograph(1);
  await writeFile(path.join(settings.hotFolder, frame.name), frame.bytes);
  await tether.waitForShot(frame.name, (shot) => shot.state === 'held');
  return {
    get url() {
      return url();
    },
    async restartWith(shots) {
      await engine.stop();
      multiplyShots(settings.dataDir, shots);
      engine = await startEngine(settings);
    },
    async stop() {
      await engine.stop();
      await relay.stop();
      await scratch.remove();
    },
  };
}
