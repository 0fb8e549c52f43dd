import os from 'node:os';
import path from 'node:path';
import { PublicSession } from '@picture-live/shared/protocol';
import {
  ENGINE_LAUNCH_VARIABLE,
  type EngineLaunch,
  type EngineReady,
} from '@picture-live/shared/process';
import * as z from 'zod/mini';
import { isEveryAddress, lanAddress, origin } from './addresses.ts';
import type { Home } from './home.ts';
import type { Program } from './one-run.ts';
import type { Options } from './options.ts';
import { Part } from './part.ts';
import { checkPort } from './ports.ts';
import { CrashedAtStart, StartError } from './problems.ts';

/** What runs, and where it is found. */
export interface Programs {
  relay: Program<'relay_ready'>;
  /** The shells of the engine in the order in which they are tried. */
  engine: readonly [Program<'engine_ready'>, ...Program<'engine_ready'>[]];
}

/** The running system as people and scripts want to know it. */
export interface Running {
  relay: string;
  gallery: string;
  /** Null where the tether UI has its own window. */
  tether: string | null;
  session: PublicSession;
}

/** On somebody's laptop; a server's default is larger. */
const LOG_MAX_BYTES = 48 * 1024 * 1024;
const TETHER_HOST = '127.0.0.1';
const FETCH_PATIENCE_MS = 10_000;

/** Relay and engine of one data folder, and the order in which they start and stop. */
export class System {
  readonly #options: Options;
  readonly #home: Home;
  readonly #programs: Programs;
  readonly #say: (line: string) => void;
  #relay: Part<'relay_ready'> | null = null;
  #engine: Part<'engine_ready'> | null = null;
  #stopping = false;
  readonly #closed = Promise.withResolvers<void>();

  constructor(options: Options, home: Home, programs: Programs, say: (line: string) => void) {
    this.#options = options;
    this.#home = home;
    this.#programs = programs;
    this.#say = say;
  }

  /** Resolves when the person closed the window of the tether app. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  get pids(): { relay: number; engine: number } {
    return { relay: this.#relay?.pid ?? -1, engine: this.#engine?.pid ?? -1 };
  }

  /**
   * Starts the relay, then the engine, and resolves once both are ready.
   *
   * @throws StartError with one sentence; what was started by then is to be stopped with `stop`.
   */
  async start(): Promise<Running> {
    const { host, port, tetherPort } = this.#options;
    await checkPort({ host, port, option: '--port' });
    await checkPort({ host: TETHER_HOST, port: tetherPort, option: '--tether-port' });

    const relayProgram = this.#programs.relay;
    this.#relay = new Part({
      program: relayProgram,
      // A port that the system chose stays the same: guests have it in their address bar.
      settings: (first) => this.#relaySettings(first?.port ?? port),
      say: this.#say,
    });
    const relay = await this.#relay.start();
    const near = isEveryAddress(host) ? '127.0.0.1' : host;
    const far = isEveryAddress(host) ? (lanAddress(os.networkInterfaces()) ?? near) : host;
    const relayUrl = origin(near, relay.port);
    const session = await fetchSession(relayUrl, relay.sessionId);
    if (this.#stopping) throw new StartError('It was stopped while it was starting.');
    const gallery = `${origin(far, relay.port)}/g/${relay.slug}`;

    const engine = await this.#startEngine(this.#programs.engine, {
      dataDir: this.#home.desktop,
      hotFolders: this.#home.hotFolders,
      relayUrl,
      deviceToken: this.#home.secrets.deviceToken,
      sessionId: session.id,
      sessionTitle: session.title,
      galleryUrl: gallery,
      tetherHost: TETHER_HOST,
      tetherPort,
      tetherToken: this.#home.secrets.tetherToken,
    });
    return { relay: relayUrl, gallery, tether: engine.tetherUrl, session };
  }

  /** A shell that cannot run on this machine (a library is missing, say) makes way for the next. */
  async #startEngine(
    [program, ...others]: Programs['engine'],
    launch: EngineLaunch,
  ): Promise<EngineReady> {
    try {
      return await this.#tryEngine(program, launch);
    } catch (error) {
      const [next, ...rest] = others;
      const isItsOwnFault = error instanceof CrashedAtStart && !this.#stopping;
      if (next === undefined || !isItsOwnFault) throw error;
      this.#say(`${error.message} Going on without its window.`);
      return this.#startEngine([next, ...rest], launch);
    }
  }

  async #tryEngine(program: Program<'engine_ready'>, launch: EngineLaunch): Promise<EngineReady> {
    const engine = new Part({
      program,
      settings: (first) => ({
        NODE_ENV: 'production',
        [ENGINE_LAUNCH_VARIABLE]: JSON.stringify({
          ...launch,
          tetherPort: portOf(first?.tetherUrl ?? null) ?? launch.tetherPort,
        } satisfies EngineLaunch),
      }),
      say: this.#say,
    });
    this.#engine = engine;
    void engine.closed.then(this.#closed.resolve);
    return engine.start();
  }

  /** The engine first: what it still has to deliver, it delivers to a relay that is there. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#engine?.stop();
    await this.#relay?.stop();
  }

  /** Ends both now. The outbox survives it. */
  kill(): void {
    this.#engine?.kill();
    this.#relay?.kill();
  }

  #relaySettings(port: number): Record<string, string> {
    return {
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: this.#options.host,
      DATA_DIR: this.#home.relay,
      DEVICE_TOKEN: this.#home.secrets.deviceToken,
      // All of it is in the files; the terminal shows what is worth a look.
      LOG_DIR: process.env['LOG_DIR'] ?? path.join(this.#home.relay, 'logs'),
      LOG_MAX_BYTES: process.env['LOG_MAX_BYTES'] ?? String(LOG_MAX_BYTES),
    };
  }
}

async function fetchSession(relayUrl: string, sessionId: string): Promise<PublicSession> {
  try {
    const reply = await fetch(`${relayUrl}/api/sessions/${sessionId}`, {
      signal: AbortSignal.timeout(FETCH_PATIENCE_MS),
    });
    return z.parse(PublicSession, await reply.json());
  } catch (error) {
    throw new StartError(
      `The relay started but does not answer at ${relayUrl}: is a firewall or proxy in the way?`,
      {
        cause: error,
      },
    );
  }
}

function portOf(url: string | null): number | null {
  const port = url === null ? '' : new URL(url).port;
  return port === '' ? null : Number(port);
}
