import path from 'node:path';
import { startFlakyLink, type FlakyLink } from './flaky-link.ts';
import { newDeviceToken, startEngine, startRelay, type Part } from './parts.ts';
import { freePort } from './ports.ts';
import { temporaryFolder } from './project.ts';
import { settleUp } from './proof.ts';
import { viewRelay, type RelayView } from './relay-view.ts';
import { openTether, type Tether } from './tether.ts';

export interface PairOptions {
  /** Folders of the two, where they are not to lie in the temporary one. */
  engineData?: string;
  relayData?: string;
  /** Settings of the engine by their names, such as those of a clock. */
  engineEnv?: Record<string, string>;
}

/** A relay and an engine with a link between them that can be made to fail. */
export interface Pair {
  readonly link: FlakyLink;
  readonly hotFolder: string;
  readonly relay: RelayView;
  readonly tether: Tether;
  /** Address of the tether UI, with its token. */
  readonly tetherUrl: string;
  stopRelay(): Promise<void>;
  startRelay(): Promise<void>;
  /** kill -9 of the engine, and a start on the same data. */
  killEngine(): Promise<void>;
  /** The engine stands still, and goes on. */
  suspendEngine(): void;
  resumeEngine(): void;
  /** Waits until all is out; says what does not hold. */
  settleUp(frames: number): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startPair(options: PairOptions = {}): Promise<Pair> {
  const scratch = await temporaryFolder('pair');
  const hotFolder = path.join(scratch.path, 'hot');
  const deviceToken = newDeviceToken();
  const port = await freePort();
  const dataDir = options.relayData ?? path.join(scratch.path, 'relay');
  const beginRelay = () => startRelay({ dataDir, deviceToken, port });
  let relay: Part<unknown> | null = null;
  const first = await beginRelay();
  relay = first;
  const { sessionId } = first.ready;
  const link = await startFlakyLink(port);
  const beginEngine = () =>
    startEngine({
      dataDir: options.engineData ?? path.join(scratch.path, 'engine'),
      hotFolder,
      relayUrl: link.url,
      deviceToken,
      sessionId,
      env: options.engineEnv ?? {},
    });
  let engine = await beginEngine();
  const view = viewRelay(`http://127.0.0.1:${port}`, sessionId);
  const openIt = (): Tether => openTether(engine.ready.tetherUrl ?? '');
  let tether = openIt();

  return {
    link,
    hotFolder,
    relay: view,
    get tether() {
      return tether;
    },
    async killEngine() {
      await engine.kill();
      engine = await beginEngine();
      tether = openIt();
    },
    get tetherUrl() {
      return engine.ready.tetherUrl ?? '';
    },
    async stopRelay() {
      await relay?.stop();
      relay = null;
    },
    async startRelay() {
      relay = await beginRelay();
    },
    suspendEngine: () => engine.suspend(),
    resumeEngine: () => engine.resume(),
    settleUp: (frames) => settleUp(view, tether, frames),
    async stop() {
      await engine.stop();
      // A relay waits for connections that are open, also for frozen ones.
      await link.stop();
      await relay?.stop();
      await scratch.remove();
    },
  };
}
