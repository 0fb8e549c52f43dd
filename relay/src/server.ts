import type { ChildMessage } from '@picture-live/shared/process';
import { ConfigError, readConfig } from './config.ts';
import type { RelayConfig } from './config.ts';
import { openRelay } from './relay.ts';
import type { Relay } from './relay.ts';
import { readJpegFrame } from './services/interim-proof.ts';
import { explainStartFailure } from './start-failure.ts';

/*
 * The relay as a process: reads its settings from the environment, listens, tells a supervisor (if
 * there is one) that it is ready, and drains when it is asked to end.
 */

/** What has not finished by then is cut: a supervisor does not wait for ever either. */
const DRAIN_MS = 5_000;

// Whoever loses the supervisor ends at once: it was killed, and nobody else would stop this process.
process.once('disconnect', () => process.exit(1));

await start();

async function start(): Promise<void> {
  let config: RelayConfig | undefined;
  try {
    config = readConfig(process.env);
    const relay = await open(config);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void drain(relay));
    }
  } catch (error) {
    const sentence =
      error instanceof ConfigError ? error.message : explainStartFailure(error, config);
    process.stderr.write(`${sentence}\n`);
    await tell({ type: 'start_failed', message: sentence });
    process.exit(1);
  }
}

async function open(config: RelayConfig): Promise<Relay> {
  // Standard output belongs to the supervisor.
  const relay = await openRelay(config, readJpegFrame, {
    level: config.logLevel,
    stream: process.stderr,
  });
  try {
    await relay.app.listen({ port: config.port, host: config.host });
  } catch (error) {
    await relay.close();
    throw error;
  }
  const address = relay.app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const { id: sessionId, slug } = relay.session;
  await tell({ type: 'relay_ready', port, sessionId, slug });
  return relay;
}

async function drain(relay: Relay): Promise<void> {
  const cut = setTimeout(() => relay.app.server.closeAllConnections(), DRAIN_MS);
  await relay.close();
  clearTimeout(cut);
  process.exit(0);
}

/** Resolves when the channel has taken the message; at once where there is no supervisor. */
function tell(message: ChildMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) resolve();
    else
      process.send(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}
